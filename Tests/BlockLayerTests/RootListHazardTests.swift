import Testing

@testable import BlockLayer

/// What is dangerous in `root-list` as it was posted: each shown on the design as posted, and gone where it is
/// corrected.
@Suite struct RootListHazardTests {
    private typealias M = InterruptedMachine
    private typealias Corrected = RootList<M, CorrectedRootList>

    /// Two workers share the queue of each leaf.
    private static let stripe = StackPlan(devices: [
        .leaf(64, workers: 2), .leaf(64, workers: 2), .mapped([.striped(128, chunk: 4, [0, 1])]),
    ])

    private static func reapAll<Design: PollingDesign>(_ workers: Workers<Design>, on number: Int) {
        for queue in 0..<2 as Range<UInt32> { _ = workers[number].pointee.pollQueue(queue) }
    }

    /// How often the root of worker 0 has ended, twice at most: once for its owner, once for another worker.
    private static func endings<Design: PollingDesign>(_ workers: Workers<Design>) -> Int {
        let byOwner = workers[0].pointee.ended.isEmpty ? 0 : 1
        let byOther = workers[0].pointee.mailbox.pointee.endedRoots.takeAll() == nil ? 0 : 1
        return byOwner + byOther
    }

    /// The most often that a root ends when a second worker polls it before some access of the first one's poll.
    private static func mostEndings<Design: PollingDesign>(_ design: Design) -> Int where Design.M == M {
        var most = 0
        M.everywhere(
            {
                let workers = Workers(design, stripe, count: 2)
                let root = workers.submit(on: 0)
                reapAll(workers, on: 1)
                return (workers, root)
            },
            in: { (workers: Workers<Design>, root: RootPointer<Design>) in workers.poll(root, on: 0) },
            doing: { $0.0.poll($0.1, on: 1) },
            check: { subject, access in
                let endings = endings(subject.0)
                #expect(endings >= 1, "before access \(access)")
                most = max(most, endings)
            })
        return most
    }

    @Test func twoPollersEndARootTwiceAsPosted() {
        #expect(Self.mostEndings(RootList<M, PostedRootList>()) == 2)
        #expect(Self.mostEndings(Corrected()) == 1)
    }

    /// What polls of a root return whose one leaf got no cookie and is still under way, and after it has ended.
    private static func pollsWithoutCookie<Design: PollingDesign>(
        _ design: Design
    ) -> (before: Int, after: Int) where Design.M == M {
        let workers = Workers(design, stripe)
        let worker = workers[0]
        let bio = worker.pointee.roots.take()!
        let root = Root<Design>.containing(bio)
        bio.pointee.device = 2
        bio.pointee.completion.start()
        design.rootStarted(root, on: &worker.pointee)
        design.bioWillBeSubmitted(bio, of: root, on: &worker.pointee)
        let leaf = worker.pointee.clones.take()!
        leaf.pointee.parent = bio
        leaf.pointee.completion.start()
        design.bioWasSubmitted(bio, cookie: .none, of: root, on: &worker.pointee)
        design.bioWillBeSubmitted(leaf, of: root, on: &worker.pointee)
        design.bioWasSubmitted(leaf, cookie: .none, of: root, on: &worker.pointee)
        let before = workers.poll(root)
        #expect(worker.pointee.ended.isEmpty, "the leaf is under way")
        worker.pointee.dropCount(of: leaf, .ok, readyTicks: 0)
        return (before, workers.takeEnded() == [root] ? 1 : 0)
    }

    @Test func aLeafWithoutACookieLooksDoneAsPosted() {
        let asPosted = Self.pollsWithoutCookie(RootList<M, RootListDoneWhenEmpty>())
        #expect(asPosted == (before: 1, after: 1))
        #expect(Self.pollsWithoutCookie(Corrected()) == (before: 0, after: 1))
    }

    /// Roots whose leaves another worker has ended wait for their owner: back-pressure, which is how the design works.
    @Test func rootsLinger() {
        let workers = Workers(Corrected(), Self.stripe, count: 2)
        let roots = (0..<4).map { workers.submit(on: 0, sector: 8 * $0) }
        Self.reapAll(workers, on: 1)
        #expect(workers.takeEnded().isEmpty && workers[0].pointee.lingeringCount == 4)
        for root in roots { workers.poll(root) }
        #expect(workers.takeEnded().count == roots.count && workers.missing() == 0)
        #expect(workers[0].pointee.lingeringCount == 0)
    }
}
