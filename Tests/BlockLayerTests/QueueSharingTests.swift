import Testing

@testable import BlockLayer

/// Who reaps whose leaves while it polls a root of its own.
@Suite struct QueueSharingTests {
    /// The leaves of worker 0 that worker 1 reaps.
    private struct Foreign: DesignEntry {
        typealias M = InterruptedMachine

        let name: String
        let pollsForItselfOnly: Bool
        let onSharedQueue: UInt64
        let onOwnQueues: UInt64

        init<Design: PollingDesign>(_ design: Design) where Design.M == M {
            name = Design.card.name
            pollsForItselfOnly = Design.card.pollsForItselfOnly
            onSharedQueue = Self.count(design, queues: 1)
            onOwnQueues = Self.count(design, queues: 2)
        }

        private static func count<Design: PollingDesign>(_ design: Design, queues: Int) -> UInt64
        where Design.M == M {
            let plan = StackPlan(devices: [.leaf(64, queues: queues, workers: 2), .mapped([.linear(64, 0)])])
            let workers = Workers(design, plan, count: 2)
            let other = workers.submit(on: 0, sector: 0)
            let own = workers.submit(on: 1, sector: 8)
            workers.poll(own, on: 1)
            let foreign = workers[1].pointee.counters.foreignCompletions
            #expect(workers.takeEnded(of: 1) == [own])
            if !workers[0].pointee.hasEnded() { workers.poll(other) }
            #expect(workers.takeEnded() == [other] && workers.missing() + workers.missing(of: 1) == 0)
            return foreign
        }
    }

    /// A design that waits in its submission has nothing left that another could reap; one that waits for interrupts
    /// does not poll.
    private static let counts = Catalogue.entries(Foreign.self).filter {
        !["sync-submit", "interrupt"].contains($0.name)
    }

    @Test func onASharedQueueThreadsReapForOthers() {
        for design in Self.counts { #expect(design.onSharedQueue == 1, "\(design.name)") }
    }

    @Test func designsThatPollForThemselvesOnlyDoNotOnQueuesOfTheirOwn() {
        let designs = Self.counts.filter(\.pollsForItselfOnly)
        #expect(!designs.isEmpty)
        for design in designs { #expect(design.onOwnQueues == 0, "\(design.name)") }
    }

    /// The count sees it where it happens: this one polls all queues.
    @Test func aPollOfAllQueuesReapsForOthers() throws {
        #expect(try #require(Self.counts.first { $0.name == "iterate-all" }).onOwnQueues == 1)
    }
}
