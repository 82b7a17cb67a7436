import Results
import Testing

@testable import Regression

/// Results of several hosts are compared host by host.
@Suite struct HostsTests {
    private func rows(_ side: Rounds, on host: String?, _ latency: UInt64) -> [CellRow] {
        side.rows(Array(repeating: latency, count: 12)) { $0.host = host }
    }

    @Test func anotherHostIsNoVerdict() throws {
        let base = rows(.base, on: "a", 1000)
        let comparison = try Comparison.of(base, rows(.turns, on: "b", 2000))
        #expect(comparison.cells.allSatisfy { $0.verdict == .inconclusive })
        #expect(comparison.cells.first?.reason == "`host` differs: a and b")
        var criteria = Criteria.test()
        criteria.allowsDifferent = true
        #expect(try Comparison.of(base, rows(.turns, on: "b", 2000), criteria).verdict == .worse)
    }

    /// Earlier versions name no host.
    @Test(arguments: [nil, "a"]) func anUnknownHostIsNoDifference(host: String?) throws {
        let comparison = try Comparison.of(rows(.base, on: nil, 1000), rows(.turns, on: host, 2000))
        #expect(comparison.verdict == .worse)
    }

    @Test func aCellOfAFleetIsOneOfEachHost() throws {
        let (base, candidate) = (Rounds.base, Rounds.turns)
        let comparison = try Comparison.of(
            rows(base, on: "a", 1000) + rows(base, on: "b", 1500),
            rows(candidate, on: "a", 1000) + rows(candidate, on: "b", 3000))
        #expect(Set(comparison.cells.map(\.cell)) == ["cell on a", "cell on b"])
        #expect(comparison.cells.filter { $0.cell == "cell on a" }.allSatisfy { $0.verdict == .same })
        #expect(comparison.cells.filter { $0.cell == "cell on b" }.allSatisfy { $0.verdict == .worse })
    }
}
