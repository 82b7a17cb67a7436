import Foundation
import Testing

@testable import Results

/// Results that were written before rows had all settings.
@Suite struct Version1Tests {
    /// The columns of version 1, typed out on purpose.
    private static let header = """
        schema_version,time,commit,run_id,cell_id,round,design,stack,table,devices,completion,rw,\
        bs_bytes,iodepth,batch_submit,batch_complete,numjobs,poll_queues,threads_per_queue,\
        queue_sharing,spin,lock,numa,cpus,seed,ramp_time_s,runtime_s,ios,errors,iops,\
        bandwidth_bytes_per_s,lat_mean_ns,lat_stddev_ns,lat_min_ns,lat_p50_ns,lat_p90_ns,lat_p95_ns,\
        lat_p99_ns,lat_p99_9_ns,lat_p99_99_ns,lat_p99_999_ns,lat_max_ns,lag_p50_ns,lag_p99_ns,\
        lag_max_ns,leaves_per_io,cpu_user_ns_per_io,cpu_system_ns_per_io,context_switches_per_io,\
        syscalls_per_io,interrupts_per_io,polled_fraction,poll_calls_per_io,queue_polls_per_io,\
        empty_queue_polls_per_io,foreign_completions_per_io,lock_waits_per_io,busy_skips_per_io,\
        lingering_clones_max,state_bytes_per_root,state_bytes_per_clone,state_bytes_per_table,\
        allocations_per_io,measurement_overhead_ns,valid,invalid_reason,command

        """

    private static func line(_ cell: String, rw: String = "randread", round: Int = 1) -> String {
        "1,2026-11-24T17:24:54.012Z,,r1,\(cell),\(round),cookie,linear,0 8 linear model:0 0,model:0,polled,\(rw),"
            + "4096,32,1,1,1,1,1.0,shared,one-shot,blocking,local,0,1,0.5,1.0,3000,0,3000.5,12290048.0,"
            + "1,1,1,1,1,1,1,1,1,1,1,1,1,1,1.0,1.0,1.0,1.0,1.0,,,1.0,1.0,1.0,0.0,0.0,0.0,0,17,0,0,"
            + ",46.8,true,,pollbench run\n"
    }

    private func rows(_ text: String) throws -> [CellRow] {
        var rows: [CellRow] = []
        var reader = CSVReader(Array(text.utf8), file: "cells.csv")
        try CellsCSV.read(&reader, file: "cells.csv") { rows.append($0) }
        return rows
    }

    @Test func itIsRead() throws {
        let row = try #require(try rows(Self.header + Self.line("split/randread-bs4k-cookie")).first)
        #expect((row.schemaVersion, row.iops, row.measurementOverheadNanoseconds) == (1, 3000.5, 46.8))
        #expect((row.command, row.stackName, row.environment) == ("pollbench run", "split", nil))
        #expect(row.modelService == nil && row.sizeBytes == nil && row.verify == nil)
    }

    /// What differed from its default stood in the name, and there alone.
    @Test func whatStoodInTheNameHasItsColumns() throws {
        let names = [
            ("a/b/rw-bs4k-iodepth1-rwmixread70-end-in-lock-latency-off-reload-10ms-cookie", "rw"),
            ("randread-bs4k-cookie", "randread"), ("randrw-bs4k-latency-per-batch-cookie", "randrw"),
        ]
        let found = try rows(Self.header + names.map { Self.line($0.0, rw: $0.1) }.joined())
        #expect(found.map(\.stackName) == ["a/b", nil, nil])
        #expect(found.map(\.readMixPercent) == [70, nil, 50])
        #expect(found.map(\.ending) == ["in-lock", "after-lock", "after-lock"])
        #expect(found.map(\.sampling) == ["off", "per-io", "per-batch"])
        #expect(found.map(\.reloadEvery) == ["10ms", "never", "never"])
    }

    @Test func whatIsWrongWithItIsNamed() throws {
        func message(_ text: String) -> String {
            do {
                return "\(try rows(text).count) rows"
            } catch {
                return "\(error)"
            }
        }
        let line = Self.line("cell")
        #expect(
            message(Self.header.replacing(",iops,", with: ",") + line).hasPrefix(
                "cells.csv:1: column iops: the header"))
        #expect(
            message(Self.header + line.replacing("3000.5", with: "x")).hasPrefix("cells.csv:2: column iops"))
        // A row of the present in a file of the past.
        #expect(message(Self.header + "2" + line.dropFirst()).contains("schema_version is \"2\" but"))
    }

    /// A run that adds to such a folder gives it the columns of today; its rows stay what they were.
    @Test(arguments: [false, true]) func aFolderOfItIsAddedTo(isTorn: Bool) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "version1-\(UUID())")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let whole = Self.header + Self.line("split/randread-latency-off-cookie")
        let text = whole + (isTorn ? String(Self.line("torn").dropLast(9)) : "")
        let file = folder.appending(path: "cells.csv")
        try Data(text.utf8).write(to: file)
        do {
            let results = try ResultsFolder(path: folder.path)
            #expect(results.existingRows.map(\.schemaVersion) == [1])
            #expect(try Data(contentsOf: file) == Data(whole.utf8), "nothing is added yet")
            var row = CellRow()
            row.cellID = "new"
            row.modelService = "8us"
            try results.append(row)
        }
        let found = try CellsCSV.rows(ofFile: file.path)
        #expect(found.map(\.schemaVersion) == [1, 4])
        #expect(found.map(\.cellID) == ["split/randread-latency-off-cookie", "new"])
        #expect(found.map(\.stackName) == ["split", nil] && found.map(\.sampling) == ["off", nil])
        #expect(found.map(\.modelService) == [nil, "8us"])
        #expect(try ResultsFolder(path: folder.path).existingRows == found)
    }
}
