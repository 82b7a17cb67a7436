@testable import BlockLayer

/// Faults of designs as they were posted that need more than workers which each poll their own roots: two threads do
/// to the engine by hand what the mails were about.
enum Hazards {
    typealias M = SimulatedMachine

    static let stripe = StackPlan(devices: [
        .leaf(64, workers: 2), .leaf(64, workers: 2), .mapped([.striped(128, chunk: 4, [0, 1])]),
    ])

    /// Two threads poll one root whose leaves are gone. As posted, both may find the list empty and drop the pin.
    static func rootPolledByTwo<Rules: RootListRules>(_ rules: Rules.Type) -> CheckSubject {
        CheckSubject(
            "root-list, two pollers", threads: 2,
            make: { scheduler -> Submitted<RootList<M, Rules>> in
                let part = Submitted(RootList<M, Rules>(), stripe, workers: 2, scheduler)
                for queue in 0..<2 as Range<UInt32> { _ = part.workers[1].pointee.pollQueue(queue) }
                return part
            },
            body: { part, thread in part.workers.poll(part.root, on: thread) },
            check: { part in
                let byOwner = part.workers[0].pointee.ended.isEmpty ? 0 : 1
                let byOther = part.workers[0].pointee.mailbox.pointee.endedRoots.takeAll() == nil ? 0 : 1
                return byOwner + byOther == 1 ? nil : "the root ended \(byOwner + byOther) times"
            })
    }

    /// Two threads poll the list of one root.
    static func listPolledByTwo() -> CheckSubject {
        CheckSubject(
            "dm-io-list, two pollers", threads: 2,
            make: { scheduler -> Submitted<DmIoList<M>> in
                scheduler.state.pointee.polls.begin(DmIoList<M>.promises)
                return Submitted(DmIoList<M>(), stripe, workers: 2, scheduler)
            },
            body: { part, thread in part.workers.poll(part.root, on: thread) }, check: { _ in nil })
    }

    /// A leaf without a cookie is under way, which another thread ends. As posted, a poll takes the empty list for the
    /// end of the root.
    static func leafWithoutCookie<Rules: RootListRules>(_ rules: Rules.Type) -> CheckSubject {
        CheckSubject(
            "root-list, a leaf without a cookie", threads: 2,
            make: { _ in LeafWithoutCookie<Rules>() }, body: { $0.run($1) }, check: { $0.fault })
    }

    /// A controller returns with one queue less while a leaf is there, which goes to the remaining one.
    static func resetUnder<Design: PollingDesign>(_ design: Design) -> CheckSubject where Design.M == M {
        let plan = StackPlan(devices: [
            .leaf(
                StackPlan.Leaf(sectorCount: 64, maxSectorsPerIO: 64, queueCount: 2, queueOfWorker: [1, 0])),
            .mapped([.linear(64, 0)]),
        ])
        return CheckSubject(
            "\(Design.card.name), a reset", threads: 2,
            make: { Submitted(design, plan, workers: 1, $0) },
            body: { part, thread in
                if thread == 0 { return part.pollSome() }
                part.workers.recorder.moveLeaves(from: 1, to: 0)
                part.workers[0].pointee.queues.update(0, to: 0..<1)
                part.note()
            },
            check: {
                $0.endsAtLast() ? nil : "the root's leaf is on queue 0, and the design polls another one"
            })
    }

    /// A controller returns with one queue more, which the table does not know, and the next leaf goes there.
    static func queueAddedUnder<Design: PollingDesign>(
        _ design: Design, isLoadedAnew: Bool
    ) -> CheckSubject where Design.M == M {
        let before: [StackPlan.Device] = [
            .leaf(64, workers: 2), .leaf(64, workers: 2), .mapped([.linear(64, 0)]),
        ]
        let after: [StackPlan.Device] = [.leaf(64, queues: 2, workers: 2), .mapped([.linear(64, 0)])]
        return CheckSubject(
            "\(Design.card.name), a queue more", threads: 2,
            make: { scheduler in
                Submitted(
                    design, StackPlan(devices: isLoadedAnew ? after : before), workers: 1, isSubmitted: false,
                    scheduler)
            },
            body: { part, thread in
                if thread == 1 {
                    part.workers[0].pointee.queues.update(0, to: 1..<2)
                    part.note()
                } else {
                    part.root = part.workers.submit(on: 0)
                    part.pollSome()
                }
            },
            check: { $0.endsAtLast() ? nil : "the root's leaf is on queue 1, which the table's array lacks" })
    }

    /// Workers of a design with one root of the first of them.
    final class Submitted<Design: PollingDesign>: @unchecked Sendable where Design.M == M {
        let workers: Workers<Design>
        var root: RootPointer<Design>
        private let noted = allocateValue(SharedWord<M>(0))

        init(
            _ design: Design, _ plan: StackPlan, workers count: Int, isSubmitted: Bool = true,
            _ scheduler: Scheduler
        ) {
            workers = Workers(design, plan, count: count)
            root = Root<Design>.containing(workers[0].pointee.roots.take()!)
            workers[0].pointee.roots.put(Root<Design>.bio(of: root))
            if isSubmitted { root = workers.submit(on: 0) }
            for number in 0..<count {
                scheduler.state.pointee.watch.add(workers[number].pointee.roots, isRoots: true, of: number)
                scheduler.state.pointee.watch.add(workers[number].pointee.clones, isRoots: false, of: number)
            }
        }

        deinit {
            noted.deinitialize(count: 1).deallocate()
        }

        /// A few polls, between which others may come.
        func pollSome() {
            for _ in 0..<3 where workers[0].pointee.ended.isEmpty {
                _ = noted.pointee.load()
                workers.poll(root)
            }
        }

        /// Says to the scheduler that something has happened.
        func note() {
            noted.pointee.store(1)
        }

        func endsAtLast() -> Bool {
            for _ in 0..<8 where workers[0].pointee.ended.isEmpty { workers.poll(root) }
            return !workers[0].pointee.ended.isEmpty
        }
    }

    private final class LeafWithoutCookie<Rules: RootListRules>: @unchecked Sendable {
        typealias Design = RootList<M, Rules>

        let workers: Workers<Design>
        let root: RootPointer<Design>
        let leaf: BioPointer<M>
        var fault: String?

        init() {
            let design = Design()
            workers = Workers(design, stripe)
            let worker = workers[0]
            let bio = worker.pointee.roots.take()!
            root = Root<Design>.containing(bio)
            bio.pointee.device = 2
            bio.pointee.completion.start()
            design.rootStarted(root, on: &worker.pointee)
            design.bioWillBeSubmitted(bio, of: root, on: &worker.pointee)
            leaf = worker.pointee.clones.take()!
            leaf.pointee.parent = bio
            leaf.pointee.completion.start()
            design.bioWasSubmitted(bio, cookie: .none, of: root, on: &worker.pointee)
            design.bioWillBeSubmitted(leaf, of: root, on: &worker.pointee)
            design.bioWasSubmitted(leaf, cookie: .none, of: root, on: &worker.pointee)
        }

        /// The owner polls once, and the interrupt of the leaf comes.
        func run(_ thread: Int) {
            if thread == 1 { return workers[0].pointee.dropCount(of: leaf, .ok, readyTicks: 0) }
            if workers.poll(root) > 0 && workers[0].pointee.ended.isEmpty {
                fault = "a poll says that the root is done, and its leaf is under way"
            }
        }
    }
}
