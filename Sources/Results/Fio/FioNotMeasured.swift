/// The members of fio's jobs that pollbench does not measure: what fio prints there where it counted nothing.
enum FioNotMeasured {
    /// A latency of no IO.
    static let latency = JSONValue.object([
        ("min", .count(0)), ("max", .count(0)), ("mean", .number(0)), ("stddev", .number(0)),
        ("N", .count(0)),
    ])

    /// Flushes of files.
    static let sync = JSONValue.object([("total_ios", .count(0)), ("lat_ns", latency)])

    /// Page faults, and how deep submissions and completions were: shares of nothing, so they add up to 0 and not to
    /// 100.
    static let faultsAndDepths: [(key: String, value: JSONValue)] = [
        ("majf", .count(0)), ("minf", .count(0)),
        ("iodepth_level", shares(of: ["1", "2", "4", "8", "16", "32"])),
        ("iodepth_submit", shares(of: batches)), ("iodepth_complete", shares(of: batches)),
    ]

    private static let batches = ["0", "4", "8", "16", "32", "64"]

    private static func shares(of names: [String]) -> JSONValue {
        .object((names + [">=64"]).map { ($0, .number(0)) })
    }

    /// The keys of all of these, for programs that must tell a zero from what is not known.
    static func keys(isMixed: Bool) -> [String] {
        ["slat_ns", "majf", "minf", "iodepth_level", "iodepth_submit", "iodepth_complete"]
            + (isMixed ? [] : ["sync"])
    }
}
