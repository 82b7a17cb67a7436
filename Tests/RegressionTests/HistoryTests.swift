import Results
import Testing

@testable import Regression

@Suite struct HistoryTests {
    private static let p50 = Metric.all.filter { $0.name == "lat_p50_ns" }

    /// A run of one cell, begun at some second.
    private func run(
        _ name: String, at second: Int64, _ latencies: [UInt64?], cell: String = "cell",
        change: (inout CellRow) -> Void = { _ in }
    ) -> [CellRow] {
        Rounds(run: name, cell: cell, start: second * 1000).rows(latencies) { row in
            row.commit = "c-\(name)"
            change(&row)
        }
    }

    private func history(
        _ runs: [String: [CellRow]], metrics: [Metric] = p50, countsInvalid: Bool = false
    ) throws -> History {
        let results = try runs.sorted { $0.key < $1.key }.map {
            try ComparisonSide(rows: $0.value, path: $0.key)
        }
        return try History(results, metrics: metrics, countsInvalid: countsInvalid) { _ in true }
    }

    private func lines(_ history: History) -> [String] { history.csv.split(separator: "\n").map(String.init) }

    @Test func runsStandInTheOrderOfTimeWithTheirMedians() throws {
        let history = try history([
            "a": run("late", at: 60, [130, 110, 120]), "b": run("early", at: 5, [100, 104]),
        ])
        #expect(
            lines(history) == [
                "time,commit,run_id,results,cell.lat_p50_ns",
                "1970-01-01T00:00:05.000Z,c-early,early,b,102.0",
                "1970-01-01T00:01:00.000Z,c-late,late,a,120.0",
            ])
        #expect(history.notes == [])
    }

    @Test func aColumnForEachCellAndMetric() throws {
        let both = run("x", at: 1, [100]) + run("x", at: 2, [200], cell: "other, 8k")
        let metrics = Metric.all.filter { ["iops", "lat_p50_ns"].contains($0.name) }
        let header = try lines(history(["x": both], metrics: metrics))[0]
        #expect(
            header == "time,commit,run_id,results,cell.iops,cell.lat_p50_ns,"
                + "\"other, 8k.iops\",\"other, 8k.lat_p50_ns\"")
    }

    /// A step between two settings is no step of the code.
    @Test func whatWasAskedForSomethingElseIsAnotherSeries() throws {
        let history = try history([
            "1": run("a", at: 1, [100]) { $0.modelService = "8us" },
            "2": run("b", at: 2, [50]) { $0.modelService = "4us" },
            "3": run("c", at: 3, [102]) { $0.modelService = "8us" },
        ])
        let values = lines(history).map {
            $0.split(separator: ",", omittingEmptySubsequences: false).suffix(2)
        }
        #expect(
            values == [
                ["cell.lat_p50_ns", "cell#2.lat_p50_ns"], ["100.0", ""], ["", "50.0"], ["102.0", ""],
            ])
        #expect(history.notes.first == "cell#2: from 2 on `model_service` differs: 8us and 4us")
    }

    @Test func invalidRoundsDoNotCountUnlessTheyAreAskedFor() throws {
        let rows = run("x", at: 1, [100, 900, 900]) { row in
            if row.round > 1 { (row.valid, row.invalidReason) = (false, "disturbed") }
        }
        #expect(try lines(history(["x": rows]))[1].hasSuffix(",100.0"))
        #expect(try lines(history(["x": rows], countsInvalid: true))[1].hasSuffix(",900.0"))
    }

    @Test func aRunWithoutAValidRoundIsLeftOutWithAWord() throws {
        let bad = run("bad", at: 2, [100]) { ($0.valid, $0.invalidReason) = (false, "disturbed") }
        let history = try history(["good": run("good", at: 1, [100]), "bad": bad])
        #expect(lines(history).count == 2)
        #expect(history.notes == ["bad: no valid round measured any of these (disturbed), left out"])
        #expect(throws: ComparisonError.self) { try self.history(["bad": bad]) }
    }

    /// Otava takes no row without a number: what has gaps is read from a CSV that leaves these runs out.
    @Test func aCellWithAGapHasACSVOfItsOwn() throws {
        let runs = [
            "a": run("a", at: 1, [100]) + run("a", at: 1, [100], cell: "gone"), "b": run("b", at: 2, [100]),
            "c": run("c", at: 3, [100]),
        ]
        let history = try history(runs)
        #expect(lines(history).dropFirst().map { $0.hasSuffix(",100.0,") } == [false, true, true])
        #expect(history.notes == ["gone: no lat_p50_ns in b and 1 more"])
        let configuration = history.otavaConfiguration(file: "x.csv")
        #expect(configuration.contains("\"cell.lat_p50_ns\": {direction: -1}"))
        #expect(
            configuration.contains(
                """
                  "gone":
                    inherit: [pollbench]
                    file: "x-1.csv"
                    metrics:
                      "gone.lat_p50_ns": {direction: -1}
                """))
        #expect(configuration.hasSuffix("  all:\n    - \"cell\"\n    - \"gone\"\n"))
        let files = history.otavaFiles(beside: "x.csv")
        #expect(files.map(\.path) == ["x-1.csv"])
        let text = try #require(files.first?.text).split(separator: "\n")
        #expect(text.count == 2 && text[0] == "time,commit,run_id,results,gone.lat_p50_ns")
        #expect(text[1].hasSuffix(",a,100.0"))
    }

    /// One night of forty without a valid round, and another one whose p99 is missing.
    @Test func metricsThatAreMissingInOtherRunsAreATestApart() throws {
        var runs: [String: [CellRow]] = [:]
        for night in 1...40 {
            let name = "n\(10 + night)"
            runs[name] =
                run(name, at: Int64(night), [100]) { row in
                    row.latencyP99Nanoseconds = night == 7 ? nil : 300
                    (row.valid, row.invalidReason) = night == 20 ? (false, "disturbed") : (true, nil)
                } + run(name, at: Int64(night), [100], cell: "other")
        }
        let metrics = Metric.all.filter { ["lat_p50_ns", "lat_p99_ns"].contains($0.name) }
        let history = try history(runs, metrics: metrics)
        let files = history.otavaFiles(beside: "h.csv")
        #expect(files.map { $0.text.split(separator: "\n").count } == [40, 39])
        let configuration = history.otavaConfiguration(file: "h.csv")
        #expect(configuration.contains("  \"cell\":\n    inherit: [pollbench]\n    file: \"h-1.csv\"\n"))
        #expect(
            configuration.contains(
                "  \"cell (lat_p99_ns)\":\n    inherit: [pollbench]\n    file: \"h-2.csv\"\n"))
        #expect(configuration.contains("  \"other\":\n    inherit: [pollbench]\n    metrics:\n"))
    }

    @Test func whatNoRunMeasuredIsNoColumn() throws {
        let metrics = Metric.all.filter { ["lat_p50_ns", "lag_p50_ns"].contains($0.name) }
        let history = try history(["a": run("a", at: 1, [100])], metrics: metrics)
        #expect(lines(history)[0].hasSuffix(",results,cell.lat_p50_ns"))
        #expect(history.notes == ["lag_p50_ns: not measured in any run of 1 cell, left out"])
    }

    @Test func aRunThatIsThereTwiceIsNoSeries() throws {
        let rows = run("x", at: 1, [100])
        #expect {
            try history(["a": rows, "b": rows])
        } throws: { error in
            "\(error)" == "a and b hold rows of the same run: name each run once"
        }
    }

    @Test func namesAreQuotedAsYAMLWantsIt() throws {
        let rows = run("x", at: 1, [100], cell: "a: \"b\" #1")
        let text = try history(["x": rows]).otavaConfiguration(file: "my history.csv")
        #expect(text.contains("    file: \"my history.csv\"\n"))
        #expect(
            text.hasSuffix(
                """
                tests:
                  "a: \\"b\\" #1":
                    inherit: [pollbench]
                    metrics:
                      "a: \\"b\\" #1.lat_p50_ns": {direction: -1}
                test_groups:
                  all:
                    - "a: \\"b\\" #1"

                """))
    }
}
