extension CellRow {
    /// One column: its name, and how its value gets into a field, into JSON and back.
    public struct Column: Sendable {
        /// The name in the header of `cells.csv` and the key in JSON.
        public let name: String
        /// What a field must hold, for messages: "a number".
        let expected: String
        /// The text of a CSV field, unquoted; empty = not measured.
        let field: @Sendable (CellRow) -> String
        /// A JSON literal; `null` = not measured.
        let json: @Sendable (CellRow) -> String
        /// Sets the value from a field's text; false if the text is no such value.
        let set: @Sendable (String, inout CellRow) -> Bool

        init<Value: ColumnValue>(
            _ name: String, _ value: WritableKeyPath<CellRow, Value> & Sendable
        ) {
            self.name = name
            expected = Value.expected
            field = { $0[keyPath: value].field }
            json = { $0[keyPath: value].json }
            set = { text, row in
                guard let parsed = Value(field: text) else { return false }
                row[keyPath: value] = parsed
                return true
            }
        }
    }

    /// The schema of `cells.csv`: every column once, in order. Header, rows, reading and JSON follow it.
    public static let columns: [Column] = [
        Column("schema_version", \.schemaVersion),
        Column("time", \.time),
        Column("commit", \.commit),
        Column("run_id", \.runID),
        Column("cell_id", \.cellID),
        Column("round", \.round),
        Column("design", \.design),
        Column("stack", \.stack),
        Column("table", \.table),
        Column("devices", \.devices),
        Column("completion", \.completion),
        Column("rw", \.rw),
        Column("bs_bytes", \.bsBytes),
        Column("iodepth", \.iodepth),
        Column("batch_submit", \.batchSubmit),
        Column("batch_complete", \.batchComplete),
        Column("numjobs", \.numjobs),
        Column("poll_queues", \.pollQueues),
        Column("threads_per_queue", \.threadsPerQueue),
        Column("queue_sharing", \.queueSharing),
        Column("spin", \.spin),
        Column("lock", \.lock),
        Column("numa", \.numa),
        Column("cpus", \.cpus),
        Column("seed", \.seed),
        Column("ramp_time_s", \.rampTimeSeconds),
        Column("runtime_s", \.runtimeSeconds),
        Column("ios", \.ios),
        Column("errors", \.errors),
        Column("iops", \.iops),
        Column("bandwidth_bytes_per_s", \.bandwidthBytesPerSecond),
        Column("lat_mean_ns", \.latencyMeanNanoseconds),
        Column("lat_stddev_ns", \.latencyStddevNanoseconds),
        Column("lat_min_ns", \.latencyMinNanoseconds),
        Column("lat_p50_ns", \.latencyP50Nanoseconds),
        Column("lat_p90_ns", \.latencyP90Nanoseconds),
        Column("lat_p95_ns", \.latencyP95Nanoseconds),
        Column("lat_p99_ns", \.latencyP99Nanoseconds),
        Column("lat_p99_9_ns", \.latencyP999Nanoseconds),
        Column("lat_p99_99_ns", \.latencyP9999Nanoseconds),
        Column("lat_p99_999_ns", \.latencyP99999Nanoseconds),
        Column("lat_max_ns", \.latencyMaxNanoseconds),
        Column("lag_p50_ns", \.lagP50Nanoseconds),
        Column("lag_p99_ns", \.lagP99Nanoseconds),
        Column("lag_max_ns", \.lagMaxNanoseconds),
        Column("leaves_per_io", \.leavesPerIO),
        Column("cpu_user_ns_per_io", \.cpuUserNanosecondsPerIO),
        Column("cpu_system_ns_per_io", \.cpuSystemNanosecondsPerIO),
        Column("context_switches_per_io", \.contextSwitchesPerIO),
        Column("syscalls_per_io", \.syscallsPerIO),
        Column("interrupts_per_io", \.interruptsPerIO),
        Column("polled_fraction", \.polledFraction),
        Column("poll_calls_per_io", \.pollCallsPerIO),
        Column("queue_polls_per_io", \.queuePollsPerIO),
        Column("empty_queue_polls_per_io", \.emptyQueuePollsPerIO),
        Column("foreign_completions_per_io", \.foreignCompletionsPerIO),
        Column("lock_waits_per_io", \.lockWaitsPerIO),
        Column("busy_skips_per_io", \.busySkipsPerIO),
        Column("lingering_clones_max", \.lingeringClonesMax),
        Column("state_bytes_per_root", \.stateBytesPerRoot),
        Column("state_bytes_per_clone", \.stateBytesPerClone),
        Column("state_bytes_per_table", \.stateBytesPerTable),
        Column("allocations_per_io", \.allocationsPerIO),
        Column("measurement_overhead_ns", \.measurementOverheadNanoseconds),
        Column("valid", \.valid),
        Column("invalid_reason", \.invalidReason),
        Column("command", \.command),
        Column("state_padding_bytes_per_table", \.statePaddingBytesPerTable),
        Column("counts", \.counts),
    ]
}
