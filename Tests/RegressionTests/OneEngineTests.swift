import RandomNumbers
import Results
import Testing

@testable import Regression

/// The same rounds, asked about by `compare` as two programs and by the report as two designs.
@Suite struct OneEngineTests {
    private static let seed: UInt64 = 20

    private func cell(_ design: String, _ rows: [CellRow]) throws -> CellSummary {
        let named = rows.map { row in
            var row = row
            (row.design, row.cellID) = (design, design)
            return row
        }
        return try #require(CellSummary.summaries(of: named).first)
    }

    @Test(arguments: [0.8, 0.97, 1, 1.005, 1.02, 1.3])
    func compareAndReportDecideByOneRule(factor: Double) throws {
        var generator = RandomGenerator(seed: Self.seed)
        var criteria = Criteria.test(threshold: 0, floor: Measure.latencyP50.floorNanoseconds)
        criteria.metrics = Metric.all.filter { $0.name == "lat_p50_ns" }
        for trial in 0..<20 {
            let sides = [1, factor].map { factor in
                (0..<11).map { _ in UInt64(factor * Double(10_000 + generator.index(below: 400))) as UInt64? }
            }
            let rows = (Rounds.base.rows(sides[0]), Rounds.turns.rows(sides[1]))
            let compared = try #require(try Comparison.of(rows.0, rows.1, criteria).cells.first)
            let (base, candidate) = (try cell("a", rows.0), try cell("b", rows.1))
            let change = Ranking.change(of: candidate, from: base, Measure.latencyP50.value)
            #expect(change?.ratio == compared.ratio, "trial \(trial), seed \(Self.seed)")
            let ranked = Ranking.verdict(on: candidate, against: base, by: .latencyP50, noise: 0)
            // Corrected for all that it compares, compare may be less sure, but never sure of something else.
            #expect(
                ranked == compared.verdict || compared.verdict == .inconclusive,
                "trial \(trial), seed \(Self.seed): \(ranked), \(compared.verdict)")
        }
    }

    /// Few of the valid rounds are common to both: the medians are compared, by the same rule.
    @Test func designsWithoutCommonRoundsAreCompared() throws {
        let steady: [UInt64?] = (0..<20).map { 10_000 + UInt64($0 * 7 % 20) }
        let base = Rounds.base.rows(steady) { $0.valid = $0.round <= 10 }
        let slow = Rounds.turns.rows(steady.map { $0.map { $0 * 2 } }) { $0.valid = $0.round > 10 }
        let verdict = Ranking.verdict(
            on: try cell("b", slow), against: try cell("a", base), by: .latencyP50, noise: 0.01)
        #expect(verdict == .worse)
    }
}
