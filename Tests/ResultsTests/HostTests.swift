import Testing

@testable import Results

/// Rows of several hosts: none enters a verdict with those of another.
@Suite struct HostTests {
    private func rounds(
        _ design: String, on host: String?, iops: Double, depth: Int = 1, machine: String? = nil
    ) -> [CellRow] {
        (1...9).map { round in
            var row = CellRow()
            row.runID = host ?? ""
            row.cellID = "s/randread-iodepth\(depth)-\(design)"
            (row.design, row.host, row.round, row.machine) = (design, host, round, machine)
            (row.iodepth, row.numjobs, row.completion, row.rw) = (depth, 1, "polled", "randread")
            row.iops = iops * (1 + 0.001 * Double(round % 3))
            row.latencyP99Nanoseconds = UInt64(1e9 / iops)
            return row
        }
    }

    /// On the first host one design is faster, on the second the other.
    private var fleet: [CellRow] {
        rounds("cookie", on: "a", iops: 1000) + rounds("hand-back", on: "a", iops: 500)
            + rounds("cookie", on: "b", iops: 500) + rounds("hand-back", on: "b", iops: 1000)
    }

    @Test func eachHostHasAVerdictOfItsOwn() {
        let sentences = Answers(fleet).recommendation
        #expect(sentences.contains { $0.hasPrefix("On host a: Use cookie") }, "\(sentences)")
        #expect(sentences.contains { $0.hasPrefix("On host b: Use hand-back") }, "\(sentences)")
        let settings = Setting.all(of: CellSummary.summaries(of: fleet))
        #expect(settings.map(\.label) == ["host a", "host b"])
        #expect(settings.allSatisfy { Set($0.cells.flatMap(\.rounds).map(\.host)).count == 1 })
        #expect(ResultsTable.text(of: fleet).contains("host"))
    }

    /// What is measured on one host is not called after it.
    @Test func oneHostIsNotNamed() {
        let rows = fleet.filter { $0.host == "a" }
        #expect(Answers(rows).recommendation.first?.hasPrefix("Use cookie") == true)
        #expect(!ResultsTable.text(of: rows).contains("host"))
    }

    /// Rows that were measured before rows named their host go on with those that do.
    @Test func rowsWithoutAHostAreOfTheOnlyOne() {
        let rows = rounds("cookie", on: "a", iops: 1000).enumerated().map { place, row in
            var row = row
            if place < 4 { row.host = nil }
            return row
        }
        #expect(CellSummary.summaries(of: rows).map(\.rounds.count) == [9])
        let others = rows + rounds("cookie", on: "b", iops: 1000)
        #expect(CellSummary.summaries(of: others).map(\.rounds.count).sorted() == [4, 5, 9])
    }

    @Test func modelledRowsAreTheSameOnAnyHost() {
        let rows = ["a", "b"].flatMap { host in
            rounds("cookie", on: host, iops: 1000, machine: "m").filter { ($0.round < 5) == (host == "a") }
        }
        #expect(CellSummary.summaries(of: rows).map(\.rounds.count) == [9])
        #expect(HostTable.all(of: rows).isEmpty)
        #expect(SettingDifference(ofHosts: rows) == nil)
    }

    @Test func anOddHostIsMarked() throws {
        let rows = ["n1", "n2", "n10", "n11"].enumerated().flatMap { place, host in
            [1, 8].flatMap { depth in
                ["cookie", "hand-back"].flatMap { design in
                    let isOdd = host == "n10" && depth == 8 && design == "cookie"
                    return rounds(
                        design, on: host,
                        iops: Double(1000 * depth) * (isOdd ? 0.5 : 1 + 0.002 * Double(place)),
                        depth: depth)
                }
            }
        }
        let tables = HostTable.all(of: rows)
        #expect(tables.count == 2)
        let rate = try #require(tables.first?.content)
        #expect(rate.columns.map(\.name) == ["host", "cookie", "hand-back"])
        #expect(rate.columns[0].texts == ["n1", "n2", "n10", "n11"])
        #expect(rate.columns.map(\.best) == [[], [2], []])
        #expect(rate.columns[1].texts[2] == "0.707", "the geometric mean of 1 and a half")
        #expect(
            rate.notes[0].hasPrefix("n10 is odd with cookie; furthest in s/randread-iodepth8-cookie: 0.5"))
    }

    @Test func twoHostsCannotShowWhichIsOdd() throws {
        let table = try #require(HostTable.all(of: fleet).first?.content)
        #expect(table.columns.allSatisfy { $0.best.isEmpty })
        #expect(table.notes == ["two hosts cannot show which of them is odd"])
        #expect(HostTable.all(of: fleet.filter { $0.host == "a" }).isEmpty)
    }

    /// Shards have no cell in common.
    @Test func shardsAreNoFleet() {
        let rows = rounds("cookie", on: "a", iops: 1000) + rounds("cookie", on: "b", iops: 900, depth: 8)
        #expect(HostTable.all(of: rows).isEmpty)
        #expect(Setting.all(of: CellSummary.summaries(of: rows)).count == 2)
    }
}
