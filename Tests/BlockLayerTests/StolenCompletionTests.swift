import Testing

@testable import BlockLayer

/// The owner submits and polls, and before each of its accesses to a shared word another worker reaps everything: the
/// root ends once, whatever the design.
@Suite struct StolenCompletionTests {
    private struct Stolen: DesignEntry {
        typealias M = InterruptedMachine

        let name: String
        let check: @Sendable () -> Void

        init<Design: PollingDesign>(_ design: Design) where Design.M == M {
            name = Design.card.name
            check = { Self.check(design, parameter: "the usual one") }
        }

        static func check<Design: PollingDesign>(_ design: Design, parameter: String) where Design.M == M {
            let name = "\(Design.card.name), \(parameter)"
            let accesses = M.everywhere(
                { Workers(design, .twoLevelsOnSharedQueues, count: 2) },
                in: { workers in pollToTheEnd(workers, workers.submit(on: 0)) },
                doing: { workers in
                    for queue in 0..<2 as Range<UInt32> { _ = workers[1].pointee.pollQueue(queue) }
                },
                check: { workers, access in
                    #expect(workers.takeEnded().count == 1, "\(name), before access \(access)")
                    #expect(workers.missing() == 0, "\(name), before access \(access)")
                })
            #expect(accesses >= 10, "\(name)")
        }

        /// As a worker's loop does it; a leaf that no poll looks for comes by an interrupt.
        private static func pollToTheEnd<Design: PollingDesign>(
            _ workers: Workers<Design>, _ root: RootPointer<Design>
        ) where Design.M == M {
            for _ in 0..<4 where !workers[0].pointee.hasEnded() {
                workers.poll(root)
                workers[0].pointee.takeInterrupts()
            }
        }
    }

    /// `interrupt` polls nothing. Under the lock of a root of `root-list` nothing on the same thread can step in: it
    /// would wait for that lock.
    @Test func isFoundOnce() {
        for design in Catalogue.entries(Stolen.self) where !["interrupt", "root-list"].contains(design.name) {
            design.check()
        }
    }

    /// A FIFO that some of the leaves find full.
    @Test func isFoundOnceWhereTheFifoIsFull() {
        Stolen.check(TaskFifo<InterruptedMachine>(parameter: 3), parameter: "3")
    }
}
