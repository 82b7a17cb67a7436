import Testing

@testable import BlockLayer

/// Orders of memory that are too weak are found in the memories that tell, and in no other.
@Suite struct WeakFaultTests {
    struct Known: Sendable, CustomTestStringConvertible {
        let name: String
        let faulty: CheckSubject
        let right: CheckSubject
        let shows: Set<MemoryModel>
        var expected = Fault.Kind.wrongResult

        var testDescription: String { name }
    }

    static let all = [
        Known(
            name: "a leaf that is announced only if it is the first",
            faulty: Handshakes.announcement(inAnyCase: false),
            right: Handshakes.announcement(inAnyCase: true), shows: [.tso, .weak]),
        Known(
            name: "an acquiring load behind an exchange", faulty: Handshakes.flags(sequentially: false),
            right: Handshakes.flags(sequentially: true), shows: [.weak]),
        Known(
            name: "a bio handed over by a relaxed store", faulty: Handshakes.handing(releasing: false),
            right: Handshakes.handing(releasing: true), shows: [.weak], expected: .unordered),
    ]

    private static func exploration(
        _ extent: Exploration.Extent, _ memory: MemoryModel
    ) -> Exploration {
        var exploration = Exploration(
            .small(threads: 2, ios: 1, queues: 1), extent, seed: TestSettings.seed)
        exploration.memory = memory
        return exploration
    }

    @Test(arguments: all, MemoryModel.allCases)
    func showsWhereItMust(known: Known, memory: MemoryModel) {
        let exploration = Self.exploration(.exhaustive(departures: 3), memory)
        let outcome = exploration.run(known.faulty)
        #expect(outcome.failure?.fault.kind == (known.shows.contains(memory) ? known.expected : nil))
        #expect(exploration.run(known.right).failure == nil)
    }

    /// Shortening keeps the fault, its text reads back, and the trace says which store was not visible.
    @Test(arguments: all, [MemoryModel.weak])
    func isReplayed(known: Known, memory: MemoryModel) throws {
        let exploration = Self.exploration(.random(schedules: 2_000), memory)
        let failure = try #require(
            exploration.run(known.faulty).failure, "seed \(TestSettings.seed)")
        let shortest = exploration.shortest(failure.schedule, seed: failure.seed, of: known.faulty)
        #expect(Schedule(shortest.description) == shortest)
        let traced = exploration.trace(shortest, seed: failure.seed, of: known.faulty)
        #expect(traced.fault?.kind == known.expected)
        let hasOldStore = shortest.departures.contains { $0.isAge }
        #expect(traced.lines.contains { $0.text.contains("not yet") } == hasOldStore)
    }
}
