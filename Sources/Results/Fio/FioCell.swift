import Units

/// One cell as one of fio's `jobs`: its trusted rounds taken together.
struct FioCell {
    private let asked: CellRow
    private let cell: CellSummary
    private let rounds: [CellRow]
    private let latency: FioLatency
    private let ios: UInt64
    /// What the IOs took at the rates of their rounds, so that `ios / seconds` is their harmonic mean.
    private let seconds: Double

    init(_ cell: CellSummary, _ histograms: LatencyHistograms) {
        self.cell = cell
        asked = cell.asked
        rounds = cell.shown
        latency = FioLatency(cell.shown, histograms)
        ios = cell.shown.reduce(0) { $0 &+ ($1.ios ?? 0) }
        seconds = cell.shown.reduce(0) { sum, row in
            guard let ios = row.ios, let iops = row.iops, iops > 0 else { return sum }
            return sum + Double(ios) / iops
        }
    }

    /// - Parameter number: the cell's place in the document.
    func job(number: Int) -> JSONValue {
        let errors = rounds.reduce(UInt64(0)) { $0 &+ ($1.errors ?? 0) }
        let asked = rounds.reduce(0.0) { $0 + ($1.rampTimeSeconds ?? 0) + ($1.runtimeSeconds ?? 0) }
        var members: [(key: String, value: JSONValue)] = [
            ("jobname", .string(self.asked.cellID)), ("groupid", .count(UInt64(number))),
            ("error", .count(errors > 0 ? Self.ioError : 0)), ("eta", .count(0)),
            ("elapsed", .rounded(asked)), ("job options", .object(options)),
        ]
        members += sections
        members += [
            ("job_runtime", .rounded(seconds * Double(self.asked.numjobs) * 1000)),
            ("usr_cpu", .number(percentOfCPU(\.cpuUserNanosecondsPerIO))),
            ("sys_cpu", .number(percentOfCPU(\.cpuSystemNanosecondsPerIO))),
            ("ctx", .rounded(total(\.contextSwitchesPerIO))),
        ]
        members += FioNotMeasured.faultsAndDepths + latency.shares
        members += [
            ("latency_depth", .rounded(Double(self.asked.iodepth))), ("latency_target", .count(0)),
            ("latency_percentile", .number(100)), ("latency_window", .count(0)),
        ]
        if errors > 0 {
            members += [("total_err", .count(errors)), ("first_error", .count(Self.ioError))]
        }
        if let doubt { members.append(("desc", .string(doubt))) }
        members += [
            ("pollbench_valid", .literal(cell.isTrusted ? "true" : "false")),
            ("pollbench_not_measured", .array(FioNotMeasured.keys(isMixed: isMixed).map(JSONValue.string))),
            ("pollbench", .array(cell.rounds.map { .literal(ResultsJSON.object($0)) })),
        ]
        return .object(members)
    }

    /// Which rounds are not valid, and why; nil if all are. fio's place for what its user has to say of a job.
    private var doubt: String? {
        guard !cell.invalidRounds.isEmpty else { return nil }
        let reasons = Set(cell.invalidRounds.map { $0.invalidReason ?? "no reason given" }).sorted()
        let count = "\(cell.invalidRounds.count) of \(cell.rounds.count) rounds"
        return (cell.isTrusted ? "\(count) not valid and left out: " : "not valid, \(count): ")
            + reasons.joined(separator: "; ")
    }

    /// EIO: rows count failed IOs and keep the errno of the first only in words.
    private static let ioError: UInt64 = 5

    /// Strings, as in a job file.
    private var options: [(key: String, value: JSONValue)] {
        var options = [
            ("name", asked.cellID), ("rw", asked.rw),
            ("bs", ByteCount(bytes: UInt64(clamping: asked.bsBytes)).description),
            ("iodepth", String(asked.iodepth)), ("numjobs", String(asked.numjobs)),
            ("iodepth_batch_submit", String(asked.batchSubmit)),
            ("iodepth_batch_complete_min", String(asked.batchComplete)), ("randseed", String(asked.seed)),
        ]
        if let seconds = asked.runtimeSeconds { options.append(("runtime", Self.time(seconds))) }
        if let seconds = asked.rampTimeSeconds { options.append(("ramp_time", Self.time(seconds))) }
        if asked.table.isEmpty { options.append(("filename", asked.devices)) }
        if asked.completion == "polled" { options.append(("hipri", "1")) }
        if isMixed { options.append(("unified_rw_reporting", "mixed")) }
        return options.map { ($0.0, .string($0.1)) }
    }

    private static func time(_ seconds: Double) -> String {
        guard seconds >= 0, seconds < 1e9 else { return "0" }
        return seconds == seconds.rounded() ? "\(Int(seconds))" : "\(Int((seconds * 1e6).rounded()))us"
    }

    private var isMixed: Bool { ["rw", "randrw"].contains(asked.rw) }

    private var sections: [(key: String, value: JSONValue)] {
        if isMixed { return [("mixed", section)] }
        let writes = ["write", "randwrite"].contains(asked.rw)
        return [
            ("read", writes ? Self.emptySection : section), ("write", writes ? section : Self.emptySection),
            ("trim", Self.emptySection), ("sync", FioNotMeasured.sync),
        ]
    }

    private var section: JSONValue {
        let rate = seconds > 0 ? Double(ios) / seconds : 0
        let bytesPerIO = Double(asked.bsBytes)
        let rates = rounds.compactMap(\.iops).filter(\.isFinite)
        let agreed = FioSamples(rates)
        let bandwidth = FioSamples(rates.map { $0 * bytesPerIO / 1024 })
        return Self.section(
            totals: [
                ("io_bytes", .rounded(Double(ios) * bytesPerIO)),
                ("io_kbytes", .rounded((Double(ios) * bytesPerIO / 1024).rounded(.down))),
                ("bw_bytes", .rounded(rate * bytesPerIO)), ("bw", .rounded(rate * bytesPerIO / 1024)),
                ("iops", .number(rate)), ("runtime", .rounded(seconds * 1000)), ("total_ios", .count(ios)),
            ], latency.section, bandwidth: bandwidth, iops: agreed)
    }

    private static let emptySection = section(
        totals: ["io_bytes", "io_kbytes", "bw_bytes", "bw"].map { ($0, .count(0)) }
            + [("iops", .number(0)), ("runtime", .count(0)), ("total_ios", .count(0))],
        FioNotMeasured.latency, bandwidth: FioSamples([]), iops: FioSamples([]))

    private static func section(
        totals: [(key: String, value: JSONValue)], _ latency: JSONValue, bandwidth: FioSamples,
        iops: FioSamples
    ) -> JSONValue {
        .object(
            totals + [("short_ios", .count(0)), ("drop_ios", .count(0))]
                + [("slat_ns", FioNotMeasured.latency), ("clat_ns", latency), ("lat_ns", latency)]
                + [
                    ("bw_min", .rounded(bandwidth.min)), ("bw_max", .rounded(bandwidth.max)),
                    ("bw_agg", .number(bandwidth.count > 0 ? 100 : 0)),
                    ("bw_mean", .number(bandwidth.mean)), ("bw_dev", .number(bandwidth.stddev)),
                    ("bw_samples", .count(UInt64(bandwidth.count))),
                    ("iops_min", .rounded(iops.min)), ("iops_max", .rounded(iops.max)),
                    ("iops_mean", .number(iops.mean)), ("iops_stddev", .number(iops.stddev)),
                    ("iops_samples", .count(UInt64(iops.count))),
                ])
    }

    private func total(_ perIO: (CellRow) -> Double?) -> Double {
        rounds.reduce(0) { $0 + (perIO($1) ?? 0) * Double($1.ios ?? 0) }
    }

    /// The share of one CPU, averaged over the jobs.
    private func percentOfCPU(_ nanosecondsPerIO: (CellRow) -> Double?) -> Double {
        let length = seconds * 1e9 * Double(asked.numjobs)
        return length > 0 ? total(nanosecondsPerIO) * 100 / length : 0
    }
}
