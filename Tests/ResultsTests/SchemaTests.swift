import Testing

@testable import Results

@Suite struct SchemaTests {
    /// The published list of columns, typed out a second time on purpose.
    static let published = """
        schema_version, time, commit, run_id, cell_id, round, design, stack, table, devices, completion, rw, \
        bs_bytes, iodepth, batch_submit, batch_complete, numjobs, poll_queues, threads_per_queue, \
        queue_sharing, spin, lock, numa, cpus, seed, ramp_time_s, runtime_s, ios, errors, iops, \
        bandwidth_bytes_per_s, lat_mean_ns, lat_stddev_ns, lat_min_ns, lat_p50_ns, lat_p90_ns, lat_p95_ns, \
        lat_p99_ns, lat_p99_9_ns, lat_p99_99_ns, lat_p99_999_ns, lat_max_ns, lag_p50_ns, lag_p99_ns, \
        lag_max_ns, leaves_per_io, cpu_user_ns_per_io, cpu_system_ns_per_io, context_switches_per_io, \
        syscalls_per_io, interrupts_per_io, polled_fraction, poll_calls_per_io, queue_polls_per_io, \
        empty_queue_polls_per_io, foreign_completions_per_io, lock_waits_per_io, busy_skips_per_io, \
        lingering_clones_max, state_bytes_per_root, state_bytes_per_clone, state_bytes_per_table, \
        measurement_overhead_ns, valid, invalid_reason, command, stack_name, rwmixread, end, latency, reload_every, \
        size_bytes, queue_map, verify, kernel_device, model_service, model_parallelism, model_size, model_max_io, \
        model_data, model_interrupt_cost, model_submit_cost, model_queue_depth, model_failures, model_again, \
        model_lost, model_timeout, model_reset_every, counts, offset_bytes, offset_increment_bytes, machine, \
        machine_parameters, machine_digest, unpolled_leaves_per_io, environment, state_padding_bytes_per_table, note, \
        model_drive, model_max_iops, model_bandwidth, model_completion_cost, host
        """

    @Test func columnsAreThePublishedOnes() {
        #expect(CellRow.columns.map(\.name).joined(separator: ", ") == Self.published)
    }

    /// What was asked for is compared; a column among these that was measured would tell every two runs apart.
    @Test func settingsAreWhatWasAskedFor() {
        let names = CellRow.settings.map(\.name)
        #expect(names.first == "design" && names.contains("model_service") && names.contains("seed"))
        for measured in [
            "iops", "ios", "valid", "environment", "unpolled_leaves_per_io", "run_id", "round", "host",
        ] {
            #expect(!names.contains(measured))
        }
    }

    @Test func headerIsTheColumnNames() {
        #expect(CellsCSV.header == Self.published.replacing(", ", with: ",") + "\n")
    }

    /// Finds a column that is declared with another column's property, and a property without a column.
    @Test func eachPropertyHasItsOwnColumn() {
        let properties = Mirror(reflecting: CellRow()).children.count
        #expect(CellRow.columns.count == properties)
        for column in CellRow.columns {
            let sample = ["1", "2.5", "true", "false", "2026-01-02T03:04:05.678Z"]
                .first { text in
                    var row = CellRow()
                    return column.set(text, &row) && row != CellRow()
                }
            var row = CellRow()
            guard let sample, column.set(sample, &row) else {
                // schema_version alone is already what it can be set to.
                #expect(column.name == "schema_version")
                continue
            }
            let changed = CellRow.columns.filter { $0.field(row) != $0.field(CellRow()) }
            #expect(changed.map(\.name) == [column.name])
        }
    }

    @Test func emptyRowMeasuresNothing() {
        let asked = [
            "schema_version", "time", "round", "bs_bytes", "iodepth", "batch_submit", "batch_complete",
        ]
        let filled = CellRow.columns.filter { !$0.field(CellRow()).isEmpty }.map(\.name)
        #expect(filled == asked + ["numjobs", "seed", "valid"])
    }
}
