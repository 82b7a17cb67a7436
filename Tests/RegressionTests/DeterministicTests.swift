import Foundation
import RandomNumbers
import Results
import Statistics
import Testing

@testable import Regression

/// Values that repeat, as counts of instructions do.
@Suite struct DeterministicTests {
    private static let seed = UInt64(ProcessInfo.processInfo.environment["POLLBENCH_SEED"] ?? "") ?? 23

    private func found(
        _ base: [UInt64?], _ candidate: [UInt64?], threshold: Double = 0.01,
        change: (inout CellRow) -> Void = { _ in }
    ) throws -> Comparison {
        var criteria = Criteria.test(threshold: threshold, floor: 50)
        criteria.isDeterministic = true
        return try Comparison.of(
            Rounds.base.rows(base), Rounds.candidate.rows(candidate, change: change), criteria)
    }

    @Test(
        arguments: [
            (10_100, Verdict.worse), (10_060, .worse), (10_040, .same), (10_000, .same), (9960, .same),
            (9900, .better),
        ] as [(UInt64, Verdict)])
    func oneRoundIsEnough(candidate: UInt64, verdict: Verdict) throws {
        let found = try found([10_000], [candidate])
        #expect(found.cells.map(\.verdict) == [verdict, verdict])
        #expect(found.cells.map(\.pValue) == [nil, nil])
        #expect(found.cells[0].limit?.part == 0.005)
        let place = verdict == .same ? "within" : "beyond"
        #expect(found.cells[1].reason == "\(place) half of the threshold")
    }

    /// Whatever rounds that repeat do, one per cent is always found, and nothing is found where there is nothing.
    @Test func noChangeOfTheThresholdIsMissedAndNoneIsInvented() throws {
        var generator = RandomGenerator(seed: Self.seed)
        for _ in 0..<500 {
            let count = Int.random(in: 1...4, using: &generator)
            // A fifth of the threshold, less what rounding to whole numbers does.
            func side(_ latency: Double) -> [UInt64?] {
                (0..<count).map { _ in
                    UInt64(latency * Double.random(in: 1...1.0019, using: &generator))
                }
            }
            let latency = Double.random(in: 200_000...4_000_000, using: &generator)
            let planted = Double.random(in: 1.01...1.2, using: &generator)
            let (base, same, slow) = (side(latency), side(latency), side(latency * planted))
            #expect(try found(base, same).cells.map(\.verdict) == [.same, .same], "seed \(Self.seed)")
            #expect(try found(base, slow).cells.map(\.verdict) == [.worse, .worse], "seed \(Self.seed)")
            #expect(try found(slow, base).cells.map(\.verdict) == [.better, .better], "seed \(Self.seed)")
        }
    }

    @Test func roundsThatDoNotRepeatSayNothing() throws {
        let sides: [([UInt64?], [UInt64?])] = [
            ([10_000, 10_030], [11_000, 11_000]), ([10_000, 10_000], [11_000, 11_033]),
        ]
        for (base, candidate) in sides {
            let found = try found(base, candidate)
            #expect(found.verdict == .inconclusive)
            #expect(found.cells[1].reason == "rounds of one side differ by 0.3 %: they do not repeat")
        }
        #expect(try found([10_000, 10_030], [11_000, 11_000], threshold: 0.02).verdict == .worse)
    }

    @Test func whatIsMissingIsNeverTheSame() throws {
        let failed = try found([10_000], [10_000]) { $0.errors = 7 }
        #expect(failed.cells.map(\.verdict) == [.worse, .worse])
        let invalid = try found([10_000], [10_000]) { ($0.valid, $0.invalidReason) = (false, "disturbed") }
        #expect(invalid.cells[0].reason == "0 valid rounds on both sides, 1 is needed (disturbed)")
        #expect(try found([10_000], [nil]).cells.map(\.reason) == ["not measured", "not measured"])
        #expect(try found([10_000], [0]).cells[1].reason == Evidence.noRatio)
        #expect(try found([10_000], [10_000]) { $0.iops = .nan }.cells[0].verdict == .inconclusive)
    }

    @Test func reportsClaimNoStatistics() throws {
        let found = try found([10_000], [10_100])
        let text = ComparisonFormat.text.text(of: found)
        #expect(text.hasSuffix("2 worse; values repeat, so nothing is left to chance\n"))
        let json = ComparisonFormat.json.text(of: found)
        #expect(json.contains("\"deterministic\" : true") && json.contains("\"p_value\" : null"))
        #expect(!json.contains("Holm") && !json.contains("\"confidence\""))
    }
}
