import RandomNumbers
import Testing

@testable import BlockLayer

/// The packed word against its three parts kept apart, as Linux keeps them.
@Suite struct CompletionWordOracleTests {
    private final class Word {
        let word = CompletionWord<RealMachine>()

        init() { word.start() }
    }

    private struct Parts {
        var remaining = 1
        var status = Status.ok
        var readyTicks: UInt64 = 0

        mutating func merge(_ status: Status, readyTicks: UInt64 = 0) {
            if self.status == .ok { self.status = status }
            self.readyTicks = max(self.readyTicks, readyTicks)
        }
    }

    private static let times: [UInt64] = [0, 1, 2, 1 << 20, 1 << 47, 1 << 48 - 1]

    @Test(arguments: CompletionCounting.allCases)
    func behavesAsItsPartsDo(counting: CompletionCounting) {
        var random = RandomGenerator(seed: TestSettings.seed)
        for bio in 0..<4_000 {
            let word = Word()
            var parts = Parts()
            var history = ""
            while parts.remaining > 0 {
                let fault = Self.step(word, counting, &parts, &random, &history)
                #expect(fault == nil, "seed \(TestSettings.seed), bio \(bio):\(history)")
                if fault != nil { return }
            }
        }
    }

    /// Does the same to both; says what differs.
    private static func step(
        _ word: Word, _ counting: CompletionCounting, _ parts: inout Parts, _ random: inout RandomGenerator,
        _ history: inout String
    ) -> String? {
        // Mostly no error, so that words with and without one come to their end.
        let status: Status = random.next(below: 4) == 0 ? Status.allCases.randomElement(using: &random)! : .ok
        switch random.next(below: 8) {
        case 0:
            let count = 1 + Int(random.next(below: 4))
            history += " divide(\(count), \(status))"
            word.word.divide(into: count, status: status)
            parts.remaining += count - 1
            parts.merge(status)
        case 1:
            history += " pin"
            word.word.pin()
            parts.remaining += 1
        default:
            let readyTicks = times.randomElement(using: &random)!
            history += " drop(\(status), \(readyTicks))"
            let outcome = word.word.drop(status, readyTicks: readyTicks, counting).outcome
            parts.remaining -= 1
            parts.merge(status, readyTicks: readyTicks)
            guard parts.remaining == 0 else { return outcome == nil ? nil : "ended early" }
            guard let outcome else { return "did not end" }
            let isSame = outcome.status == parts.status && outcome.readyTicks == parts.readyTicks
            return isSame ? nil : "\(outcome) instead of \(parts)"
        }
        return nil
    }
}
