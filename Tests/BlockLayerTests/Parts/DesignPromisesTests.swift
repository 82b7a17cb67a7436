import Testing

@testable import BlockLayer

/// What designs say of themselves, on which the engine and the command line rely.
@Suite struct DesignPromisesTests {
    private struct Promises: DesignEntry {
        typealias M = RealMachine

        let name: String
        let card: DesignCard
        let ending: LeafEnding
        let waitsInSubmit: Bool
        let waitsForInterrupts: Bool
        let leavesUnpolled: Bool

        init<Design: PollingDesign>(_ design: Design) where Design.M == M {
            name = Design.card.name
            card = Design.card
            ending = Design.leafEnding
            waitsInSubmit = Design.waitsInSubmit
            waitsForInterrupts = Design.waitsForInterrupts
            leavesUnpolled = Design.leavesUnpolled
        }
    }

    private static let all = Catalogue.entries(Promises.self)

    private static func names(where isMeant: (Promises) -> Bool) -> Set<String> {
        Set(all.filter(isMeant).map(\.name))
    }

    @Test func whoEndsLeaves() {
        #expect(Self.names { $0.ending == .marked } == ["task-fifo", "task-groups"])
        #expect(Self.names { $0.ending == .counted } == ["dm-io-list"])
        #expect(Self.names { $0.ending == .handedBack } == ["hand-back"])
    }

    @Test func whatIsLeftToInterrupts() {
        #expect(Self.names { $0.leavesUnpolled } == ["task-fifo", "task-groups", "dm-io-list"])
        #expect(Self.names { $0.waitsForInterrupts } == ["interrupt"])
        #expect(Self.names { $0.waitsInSubmit } == ["sync-submit"])
    }

    @Test func whatItsSourceDoes() {
        #expect(Self.names { $0.card.needsOwnQueues } == ["child-counter"])
        #expect(Self.names { !$0.card.limits.isEmpty } == ["child-counter"])
        #expect(Self.names { $0.card.counting == .plain } == ["child-counter", "hand-back"])
        #expect(Self.names { $0.card.locking == .none } == ["child-counter"])
        #expect(Self.names { $0.card.locking == .trylock } == [])
        #expect(
            Self.names { $0.card.parameter != nil } == [
                "queue-bitmap", "busy-skip", "busy-array", "task-fifo",
            ])
    }

    @Test func numbersBehindAName() {
        let size = DesignParameter(name: "size", values: .numbers(1...64, defaultValue: 8))
        #expect(["1", "64", "0", "65", "x", ""].map(size.value) == [1, 64, nil, nil, nil, nil])
        #expect(size.defaultValue == 8 && size.word(of: 7) == "7")
        #expect(size.text == "size: from 1 to 64 (default: 8)")
    }

    @Test func wordsBehindAName() {
        let layout = WordLayout.parameter
        #expect(["padded", "packed", "other", "0"].map(layout.value) == [0, 1, nil, nil])
        #expect(layout.defaultValue == WordLayout.padded.rawValue && layout.word(of: 1) == "packed")
        #expect(layout.range == "padded or packed")
    }

    @Test func settingsAreThoseOfTheSources() {
        let engine = EngineSettings()
        #expect(engine.batchSubmit == 1 && engine.reapLimit == 256 && engine.spin == .oneShot)
        #expect(engine.locking == .blocking && engine.counting == .atomic && engine.ending == .afterLock)
        #expect(engine.sharing == .shared)
        let model = ModelSettings()
        #expect(model.service == .fixed(nanoseconds: 0) && model.parallelism == 0 && !model.keepsData)
        #expect(model.sizeSectors * 512 == 1 << 30 && model.queueDepth == 1023)
        #expect(model.completion == .polled && model.interruptCostNanoseconds == 2_000)
        #expect(model.submitCostNanoseconds == 0 && model.resetNanoseconds == 0)
        #expect(model.faults.isEmpty && model.faults.timeoutNanoseconds == 10_000_000)
    }

    @Test func spinsHaveTheirBound() {
        #expect(SpinPolicy.oneShot.limitNanoseconds == 0)
        #expect(SpinPolicy.untilFound.limitNanoseconds == 4_000_000)
        #expect(SpinPolicy.bounded(nanoseconds: 17).limitNanoseconds == 17)
    }

    /// Only where no other order is possible may a queue save itself the sorting.
    @Test func aModelKeepsTheOrderOfSubmissionWhereItCan() {
        #expect(ModelSettings().keepsOrder)
        #expect(!ModelSettings(service: .uniform(fromNanoseconds: 0, toNanoseconds: 1)).keepsOrder)
        #expect(!ModelSettings(parallelism: 1).keepsOrder)
        var lossy = ModelSettings()
        lossy.faults.lost = FailureSchedule(period: 9, length: 1)
        #expect(!lossy.keepsOrder)
    }
}
