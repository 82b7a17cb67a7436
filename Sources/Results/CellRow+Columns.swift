extension CellRow {
    /// One column: its name, and how its value gets into a field, into JSON and back.
    public struct Column: Sendable {
        /// The name in the header of `cells.csv` and the key in JSON.
        public let name: String
        /// What a field must hold, for messages: "a number".
        let expected: String
        /// The text of a CSV field, unquoted; empty = not measured.
        public let field: @Sendable (CellRow) -> String
        /// A JSON literal; `null` = not measured.
        let json: @Sendable (CellRow) -> String
        /// Sets the value from a field's text; false if the text is no such value.
        let set: @Sendable (String, inout CellRow) -> Bool
        /// Whether two rows have the same value.
        public let isSame: @Sendable (CellRow, CellRow) -> Bool
        /// The first version of the schema that has it.
        let since: Int

        init<Value: ColumnValue & Equatable>(
            _ name: String, _ value: any WritableKeyPath<CellRow, Value> & Sendable, since: Int = 1
        ) {
            self.name = name
            self.since = since
            expected = Value.expected
            field = { $0[keyPath: value].field }
            json = { $0[keyPath: value].json }
            set = { text, row in
                guard let parsed = Value(field: text) else { return false }
                row[keyPath: value] = parsed
                return true
            }
            isSame = { $0[keyPath: value] == $1[keyPath: value] }
        }

        /// What no file has: it follows from other columns.
        init(_ name: String, derived field: @escaping @Sendable (CellRow) -> String) {
            self.name = name
            self.field = field
            since = 1
            expected = String.expected
            json = { _ in "null" }
            set = { _, _ in true }
            isSame = { field($0) == field($1) }
        }

        /// Whether a row says the value, be it that there is none: earlier versions lack columns.
        public func isKnown(of row: CellRow) -> Bool { row.schemaVersion >= since || !field(row).isEmpty }
    }

    /// The schema of `cells.csv`: every column once, in order. Header, rows, reading and JSON follow it.
    public static let columns =
        cell + asked + measured + askedSince2 + measuredSince2 + askedSince3 + measuredSince4

    /// What was asked of the run: all that can change a number of the same machine. Rows that agree in all of these are
    /// rounds of one cell.
    public static let settings = asked + askedSince2 + askedSince3

    private static let cell: [Column] = [
        Column("schema_version", \.schemaVersion),
        Column("time", \.time),
        Column("commit", \.commit),
        Column("run_id", \.runID),
        Column("cell_id", \.cellID),
        Column("round", \.round),
    ]

    private static let asked: [Column] = [
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
    ]

    private static let measured: [Column] = [
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
        Column("measurement_overhead_ns", \.measurementOverheadNanoseconds),
        Column("valid", \.valid),
        Column("invalid_reason", \.invalidReason),
        Column("command", \.command),
    ]

    private static let askedSince2: [Column] = [
        Column("stack_name", \.stackName, since: 2),
        Column("rwmixread", \.readMixPercent, since: 2),
        Column("end", \.ending, since: 2),
        Column("latency", \.sampling, since: 2),
        Column("reload_every", \.reloadEvery, since: 2),
        Column("size_bytes", \.sizeBytes, since: 2),
        Column("queue_map", \.queueMap, since: 2),
        Column("verify", \.verify, since: 2),
        Column("kernel_device", \.kernelDevice, since: 2),
        Column("model_service", \.modelService, since: 2),
        Column("model_parallelism", \.modelParallelism, since: 2),
        Column("model_size", \.modelSize, since: 2),
        Column("model_max_io", \.modelMaxIO, since: 2),
        Column("model_data", \.modelData, since: 2),
        Column("model_interrupt_cost", \.modelInterruptCost, since: 2),
        Column("model_submit_cost", \.modelSubmitCost, since: 2),
        Column("model_queue_depth", \.modelQueueDepth, since: 2),
        Column("model_failures", \.modelFailures, since: 2),
        Column("model_again", \.modelAgain, since: 2),
        Column("model_lost", \.modelLost, since: 2),
        Column("model_timeout", \.modelTimeout, since: 2),
        Column("model_reset_every", \.modelResetEvery, since: 2),
        Column("counts", \.counts, since: 2),
        Column("offset_bytes", \.offsetBytes, since: 2),
        Column("offset_increment_bytes", \.offsetIncrementBytes, since: 2),
        Column("machine", \.machine, since: 2),
        Column("machine_parameters", \.machineParameters, since: 2),
        Column("machine_digest", \.machineDigest, since: 2),
    ]

    private static let measuredSince2: [Column] = [
        Column("unpolled_leaves_per_io", \.unpolledLeavesPerIO, since: 2),
        Column("environment", \.environment, since: 2),
        Column("state_padding_bytes_per_table", \.statePaddingBytesPerTable, since: 2),
        Column("note", \.note, since: 2),
    ]

    private static let askedSince3: [Column] = [
        Column("model_drive", \.modelDrive, since: 3),
        Column("model_max_iops", \.modelMaxIOPS, since: 3),
        Column("model_bandwidth", \.modelBandwidth, since: 3),
        Column("model_completion_cost", \.modelCompletionCost, since: 3),
    ]

    private static let measuredSince4: [Column] = [
        Column("host", \.host, since: 4)
    ]
}
