import Testing

@testable import BlockLayer

/// What headers say of the state that designs keep: each way in which it can be broken is seen.
@Suite struct StatePromiseTests {
    private typealias M = RealMachine
    private typealias List = RootList<M, CorrectedRootList>

    private static let plan = StackPlan(devices: [
        .leaf(64), .leaf(64), .mapped([.striped(128, chunk: 4, [0, 1])]),
    ])

    /// A worker with a root in flight whose two leaves are on queues.
    private static func workers<Design: PollingDesign>(
        _ design: Design
    ) -> (Workers<Design>, RootPointer<Design>) where Design.M == M {
        let workers = Workers(design, plan, roots: 2)
        let root = workers.submit()
        workers[0].pointee.inFlight.append(root)
        return (workers, root)
    }

    /// What is seen after a change of a root's list.
    private static func fault(_ change: (RootPointer<List>) -> Void) -> String? {
        let (workers, root) = workers(List())
        change(root)
        return workers.design.brokenPromise(of: workers[0].pointee)
    }

    private static func first(of root: RootPointer<List>) -> UnsafeMutablePointer<Clone<List>> {
        Clone.containing(root.pointee.state.first.bio!)
    }

    @Test func aListIsRight() {
        var count: UInt64 = 0
        #expect(Self.fault { count = $0.pointee.state.count.load() } == nil)
        #expect(count == 2)
    }

    @Test func aListIsAsLongAsItsCount() {
        for count in [0, 1, 3] as [UInt64] {
            let text = Self.fault { $0.pointee.state.count.store(count) }
            #expect(text?.hasSuffix("leaves on a list of \(count)") == true, "\(count): \(text ?? "nothing")")
        }
    }

    @Test func aListHasOneOrder() {
        #expect(
            Self.fault { Self.first(of: $0).pointee.state.previous = $0.pointee.state.last }
                == "a list has two orders")
        #expect(
            Self.fault { $0.pointee.state.last = $0.pointee.state.first }
                == "the last leaf of a list is not its end")
    }

    @Test func leavesOnAListHaveCookies() {
        #expect(
            Self.fault { Self.first(of: $0).pointee.state.cookie = .none }
                == "a leaf without a cookie is on a list")
    }

    @Test func leavesOnAListAreInUse() {
        #if DEBUG
            let text = Self.fault { root in
                Self.first(of: root).pointee.bio.generation &+= 2
            }
            #expect(text == "a leaf that has ended is on a list")
        #endif
    }

    /// Whoever holds the lock is in the middle of a change.
    @Test func aListIsNotLookedAtWhileItIsLocked() {
        #expect(
            Self.fault { root in
                root.pointee.state.count.store(7)
                _ = root.pointee.state.lock.lock()
            } == nil)
    }

    @Test(arguments: [(4, 4, 0, true), (4, 3, 1, true), (4, 4, 1, true), (4, 3, 0, false), (4, 5, 4, false)])
    func slabsAreFreeOrOfARoot(slabs: Int, free: Int, roots: Int, holds: Bool) {
        #expect((BioArray<M>.brokenPromise(slabs: slabs, free: free, roots: roots) == nil) == holds)
    }

    @Test func aSlabIsFreeOnce() {
        let (workers, root) = Self.workers(BioArray<M>())
        let design = workers.design
        #expect(design.brokenPromise(of: workers[0].pointee) == nil)
        _ = workers.submit()
        design.rootReaped(root, on: &workers[0].pointee)
        #expect(design.brokenPromise(of: workers[0].pointee) == nil)
        design.rootReaped(root, on: &workers[0].pointee)
        #expect(design.brokenPromise(of: workers[0].pointee) == "a slab is free twice")
    }

    @Test func arraysOfARootLieInItsSlab() {
        let (workers, root) = Self.workers(BioArray<M>())
        let most = workers[0].pointee.clonesPerRoot
        root.pointee.state.used = UInt32(most)
        #expect(workers.design.brokenPromise(of: workers[0].pointee) == nil)
        root.pointee.state.used += 1
        #expect(
            workers.design.brokenPromise(of: workers[0].pointee) == "\(most + 1) entries in a slab of \(most)"
        )
    }

    @Test func aLeafIsMarkedBeforeItIsReaped() {
        let (workers, _) = Self.workers(QueueBitmap<M>())
        #expect(workers.design.brokenPromise(of: workers[0].pointee) == nil)
        let pending = QueueBitmap<M>.pending(in: workers[0].pointee.topTable.pointee.state)
        pending.remove(1)
        #expect(workers.design.brokenPromise(of: workers[0].pointee) == nil)
        pending.remove(1)
        let text = workers.design.brokenPromise(of: workers[0].pointee)
        #expect(text == "a leaf came back from queue 1 before it was marked there")
        pending.add(1)
    }
}
