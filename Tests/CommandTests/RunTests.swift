import Foundation
import Testing

private let table = "0 2097152 striped 2 8 model:0 0 model:1 0"
private let short = ["--runtime", "0.05", "--ramp-time", "0"]

@Suite struct RunTests {
    private func run(_ arguments: [String]) throws -> Command {
        try Command(["run", "--table", table] + short + arguments)
    }

    /// The rows of `--format csv`, by column name. No field of these tests has a comma or a quote in it.
    private func rows(_ text: String) -> [[String: String]] {
        let lines = text.split(separator: "\n").map { line in
            line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
    }

    @Test func everyDesignHasARow() throws {
        let designs = try Command(["designs", "--format", "csv"]).output.split(separator: "\n").dropFirst()
            .compactMap { $0.split(separator: ",").first?.trimmingCharacters(in: ["\""]) }
        let command = try run(["--bs", "8k", "--iodepth", "8", "--format", "csv"])
        #expect(command.code == 0)
        let expected = designs.filter { $0 != "kernel" }
        #expect(rows(command.output).map { $0["design"] ?? "" } == expected)
    }

    @Test func aRowSaysWhatWasAskedAndMeasured() throws {
        let command = try run([
            "--design", "iterate-all", "--bs", "8k", "--iodepth", "4", "--spin", "bounded:1ms", "--runtime",
            "0.2", "--format",
            "csv",
        ])
        let row = try #require(rows(command.output).first)
        let expected = [
            "stack": "striped:2:4096", "completion": "polled", "bs_bytes": "8192", "iodepth": "4",
            "numjobs": "1", "poll_queues": "1", "spin": "bounded:1ms", "leaves_per_io": "2.0", "errors": "0",
            "valid": "false", "invalid_reason": "short run (runtime below 1 s)",
        ]
        for (column, value) in expected { #expect(row[column] == value, "\(column)") }
        let measured = ["ios", "iops", "lat_mean_ns", "lat_max_ns", "lag_max_ns", "measurement_overhead_ns"]
        for column in measured { #expect((Double(row[column] ?? "") ?? 0) > 0, "\(column)") }
    }

    /// The data is right whatever happened meanwhile, and the changes are reported.
    @Test func aStackChangesWhileItIsInUse() throws {
        let command = try Command([
            "run", "--table",
            "low,,,rw,0 65536 linear model:0 0;top,,,rw,0 131072 striped 2 8 low 0 model:1 0",
            "--design", "busy-array,cookie-v3,dm-io-list", "--numjobs", "2", "--bs", "8k", "--iodepth", "4",
            "--rw", "randrw", "--runtime", "0.1", "--ramp-time", "0", "--verify", "--reload-every", "1ms",
            "--model-reset-every", "3ms", "--model-again", "50:3", "--model-queue-depth", "6",
            "--repeat-disturbed", "0", "--format", "csv",
        ])
        #expect(command.code == 0, "\(command.errors)")
        #expect(command.output.split(separator: "\n").count == 4)
        #expect(command.errors.contains("tables were reloaded "))
        #expect(command.errors.contains(", controllers were reset "))
        #expect(command.errors.contains("sectors were right"))
    }

    @Test func jobsCanHaveQueuesOfTheirOwn() throws {
        let command = try run([
            "--design", "iterate-all,bio-array", "--numjobs", "2", "--queue-sharing", "shared,exclusive",
            "--iodepth", "4", "--runtime", "0.02", "--format", "csv",
        ])
        let done = rows(command.output).map { "\($0["design"] ?? "") \($0["queue_sharing"] ?? "")" }
        let expected = [
            "iterate-all shared", "bio-array shared", "iterate-all exclusive", "bio-array exclusive",
        ]
        #expect(done.sorted() == expected.sorted())
        for row in rows(command.output) where row["queue_sharing"] == "exclusive" {
            #expect(row["poll_queues"] == "2" && row["threads_per_queue"] == "1.0")
            #expect(row["foreign_completions_per_io"] == "0.0" && row["errors"] == "0")
        }
    }

    @Test func listsSweepAndRoundsRepeat() throws {
        let command = try run([
            "--design", "iterate-all", "--iodepth", "1,2", "--rounds", "2", "--runtime", "0.02", "--format",
            "csv",
        ])
        let done = rows(command.output).map { "\($0["iodepth"] ?? "")/\($0["round"] ?? "")" }
        #expect(done == ["1/1", "1/2", "2/1", "2/2"])
    }

    @Test func dryRunRunsNothing() throws {
        let command = try Command(
            ["run", "--table", table, "--design", "iterate-all", "--runtime", "1h", "--dry-run"])
        #expect(command.code == 0)
        #expect(
            command.output.hasPrefix(
                "randread-bs4k-iodepth1-numjobs1-queues1-iterate-all\n1 cell, 1 round, 1 run: 3601 s\n")
        )
    }

    @Test func theFolderHasWhatStdoutHas() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "pollbench-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let command = try run(["--design", "iterate-all", "--out", folder.path, "--format", "csv"])
        let cells = try String(contentsOf: folder.appendingPathComponent("cells.csv"), encoding: .utf8)
        #expect(cells == command.output)
        let histograms = try String(
            contentsOf: folder.appendingPathComponent("histograms.csv"), encoding: .utf8)
        let latencies = histograms.split(separator: "\n").filter { $0.contains(",lat,") }
        let count = latencies.reduce(UInt64(0)) { sum, line in
            sum + (line.split(separator: ",").last.flatMap { UInt64($0) } ?? 0)
        }
        #expect(String(count) == rows(cells).first?["ios"])
    }

    @Test func verifiedWritesOnModels() throws {
        let command = try run(["--design", "iterate-all", "--verify", "--rw", "randrw", "--size", "1m"])
        #expect(command.code == 0)
        #expect(command.errors.contains("sectors were right\n"))
    }

    @Test func failedIOsFailTheRun() throws {
        let command = try Command(
            ["run", "--table", "0 1024 error", "--design", "iterate-all", "--format", "csv"] + short)
        #expect(command.code == 1)
        #expect(command.errors.contains("I/O error (EIO)"))
        #expect(rows(command.output).first?["valid"] == "false")
    }

    /// The workload is too short to come by the bad sectors; the pass that stamps all of them is not.
    @Test func errorsOfEachPassSayWhere() throws {
        let table = "0 65528 linear model:0 0\n65528 8 error"
        let command = try Command(
            ["run", "--table", table, "--design", "bio-array", "--rw", "read", "--verify"] + short)
        #expect(command.code == 1)
        let place = "the first while stamping at sector 65528: I/O error (EIO)"
        #expect(command.errors.contains(place), "\(command.errors)")
    }

    @Test func controlCKeepsWhatIsDone() throws {
        let arguments = ["run", "--table", table, "--design", "iterate-all,root-list", "--ramp-time", "0"]
        let command = try Command(arguments + ["--runtime", "60", "--format", "csv"], signalsAfter: [2])
        #expect(command.code == 130)
        // Other programs of that time may be named after it.
        let reasons = rows(command.output).map { $0["invalid_reason"] ?? "" }
        #expect(reasons.count == 1 && reasons[0].hasPrefix("interrupted"), "\(reasons)")
    }

    @Test func designsAreListed() throws {
        let command = try Command(["designs"])
        #expect(command.code == 0)
        #expect(command.output.contains("root-list  ("))
        #expect(command.output.contains("\nkernel\n"))
    }

    @Test func whatTheKernelKeepsIsNotKnown() throws {
        let command = try Command(["designs", "--format", "csv"])
        #expect(
            command.output.split(separator: "\n").last?.hasSuffix(",,,,,completion,,Linux,") == true)
    }

    @Test(arguments: [["--help"], ["run", "--help"], ["designs", "--help"], ["--version"]])
    func helpIsData(_ arguments: [String]) throws {
        let command = try Command(arguments)
        #expect(command.code == 0)
        #expect(command.errors.isEmpty)
        #expect(!command.output.isEmpty)
    }
}
