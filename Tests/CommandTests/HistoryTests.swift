import Foundation
import Results
import Testing

@Suite final class HistoryTests {
    private let home = FileManager.default.temporaryDirectory.appending(path: "history-\(UUID())")

    private static let benchmarks = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Benchmarks").standardizedFileURL

    init() throws { try FileManager.default.createDirectory(at: home, withIntermediateDirectories: false) }

    deinit { try? FileManager.default.removeItem(at: home) }

    /// Leaves a run of some cells in a folder of its own, and names it.
    @discardableResult private func results(
        _ name: String, hour: Int64, cells: [String] = ["cell"], kernel: String? = nil
    ) throws -> String {
        let rows = cells.map { cell in
            var row = CellRow()
            row.time = UTCTime(millisecondsSinceEpoch: hour * 3_600_000)
            (row.runID, row.commit, row.cellID, row.round) = (name, "c-\(name)", cell, 1)
            row.iops = 100_000
            (row.latencyP50Nanoseconds, row.latencyP99Nanoseconds) = (10_000, 20_000)
            return row
        }
        try MadeUpResults.write(rows, kernel: kernel, to: home.appending(path: name))
        return name
    }

    /// In the folder where the results are.
    private func history(_ arguments: String...) throws -> Command {
        try Command(["history"] + arguments, by: ["env", "-C", home.path])
    }

    private func text(_ name: String) throws -> String {
        try String(contentsOf: home.appending(path: name), encoding: .utf8)
    }

    @Test func runsBecomeASeriesAndAConfiguration() throws {
        try results("second", hour: 2)
        try results("first", hour: 1)
        let series = """
            time,commit,run_id,results,cell.iops,cell.lat_p50_ns,cell.lat_p99_ns
            1970-01-01T01:00:00.000Z,c-first,first,first,100000.0,10000.0,20000.0
            1970-01-01T02:00:00.000Z,c-second,second,second,100000.0,10000.0,20000.0

            """
        let shown = try history("second", "first")
        #expect(shown.code == 0 && shown.output == series && shown.errors.isEmpty)
        let written = try history("second", "first", "-o", "series.csv", "--otava-config", "otava.yaml")
        #expect(written.code == 0 && written.output.isEmpty && written.errors.isEmpty)
        #expect(try text("series.csv") == series)
        let configuration = try text("otava.yaml")
        #expect(configuration.contains("    file: \"series.csv\"\n"))
        #expect(configuration.contains("      \"cell.iops\": {direction: 1}\n"))
        #expect(configuration.contains("      \"cell.lat_p99_ns\": {direction: -1}\n"))
    }

    /// What is written of the ci matrix is what lies ready for it.
    @Test func theReadyConfigurationIsTheOneOfTheMatrix() throws {
        let plan = try Command([
            "matrix", Self.benchmarks.appending(path: "ci.yaml").path, "--dry-run",
        ])
        let cells = plan.output.split(separator: "\n").dropLast().map(String.init)
        #expect(cells.count == 12)
        try FileManager.default.createDirectory(
            at: home.appending(path: "results"), withIntermediateDirectories: false)
        try results("ci", hour: 1, cells: cells)
        let written = try history("ci", "-o", "results/history.csv", "--otava-config", "otava.yaml")
        #expect(written.code == 0 && written.errors.isEmpty)
        let ready = try String(
            contentsOf: Self.benchmarks.appending(path: "otava/otava.yaml"), encoding: .utf8)
        #expect(try text("otava.yaml") == ready, "Benchmarks/otava/README.md says how to write it again")
    }

    @Test func anotherMachineIsToldOf() throws {
        try results("a", hour: 1, kernel: "6.1")
        try results("b", hour: 2, kernel: "6.12")
        let found = try history("b", "a")
        #expect(found.code == 0)
        #expect(
            found.errors == "pollbench: b: not comparable with a before it: kernel.release: 6.1 -> 6.12\n")
    }

    @Test func onlySomeCells() throws {
        try results("a", hour: 1, cells: ["linear/x", "striped/x"])
        let found = try history("a", "--only", "^str", "--metric", "iops")
        #expect(found.output.hasPrefix("time,commit,run_id,results,striped/x.iops\n"))
    }

    @Test func mistakesAreToldInOneLine() throws {
        try results("a", hour: 1)
        try FileManager.default.copyItem(at: home.appending(path: "a"), to: home.appending(path: "copy"))
        try Data("time,value\n1,2\n".utf8).write(to: home.appending(path: "foreign.csv"))
        try Data(CellsCSV.header.utf8).write(to: home.appending(path: "empty.csv"))
        let cases: [([String], Int32, String)] = [
            ([], 64, "<results>"), (["a", "nowhere"], 1, "nowhere: cannot open"),
            (["a", "foreign.csv"], 1, "foreign.csv:1: column schema_version: the header lacks"),
            (["a", "empty.csv"], 1, "empty.csv: no cell has a result"),
            (["a", "a"], 1, "a and a hold rows of the same run"),
            (["a", "copy"], 1, "a and copy hold rows of the same run"),
            (["a", "--only", "b"], 64, "--only b: no cell matches"),
            (["a", "--only", "["], 64, "--only [: not a regular expression"),
            (["a", "--metric", "iopps"], 64, "did you mean iops?"),
            (["a", "--otava-config", "o.yaml"], 64, "--out"),
            (["a", "-o", "nowhere/h.csv"], 1, "nowhere/h.csv: cannot write: No such file"),
        ]
        for (arguments, code, words) in cases {
            let command = try Command(["history"] + arguments, by: ["env", "-C", home.path])
            #expect(command.code == code && command.output.isEmpty, "\(arguments)")
            #expect(command.errorLines.count == 1 && command.errors.contains(words), "\(command.errors)")
        }
    }
}
