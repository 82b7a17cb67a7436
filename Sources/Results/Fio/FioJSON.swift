import Foundation

/// Results in the layout of `fio --output-format=json+`, for tools that read fio's.
///
/// Each cell, which is one design with one combination of settings, is one of the `jobs`, its `jobname` the cell's id.
/// Its rounds are taken together: histograms merged, rates averaged harmonically, invalid rounds left out unless all
/// are. A round is one sample of `iops_min`, `iops_max`, `iops_mean`, `iops_stddev` and of their `bw_` twins. The rows
/// themselves, those of invalid rounds too, stand under the key `pollbench`, with all columns of `cells.csv`. A job
/// whose cell has invalid rounds says so in fio's `desc`; `pollbench_valid` is false where no round is valid.
///
/// Latency runs from the moment the IO is prepared, the wait for its batch included, to the moment its owner sees it
/// complete. Submission is not timed apart, as with fio's `disable_slat=1`: `slat_ns` has `N` 0, and `clat_ns` and
/// `lat_ns` are the same latency, both with percentiles and `bins`. A bin is the lowest nanosecond of its bucket, a
/// thousandth wide.
///
/// Reads and writes of a mixed workload are measured together: `rw` and `randrw` have fio's section `mixed` in place of
/// `read`, `write` and `trim`, as with `unified_rw_reporting=mixed`. (fio-plot 1.1 does not read that, nor fio's own.)
///
/// `usr_cpu` and `sys_cpu` are per cent of the jobs' measured time. What is not measured has the zeros that fio prints
/// where nothing was counted, and is listed under `pollbench_not_measured`: `majf`, `minf`, `iodepth_level`,
/// `iodepth_submit`, `iodepth_complete`, `slat_ns` and `sync`. There is no `disk_util`, as in a fio that saw no disk.
public enum FioJSON {
    /// A document with a job for each cell, in the order of their first rows.
    ///
    /// - Parameter histograms: the latencies of the rows; a cell that lacks one of them has no percentiles and bins.
    public static func text(of rows: [CellRow], _ histograms: LatencyHistograms) -> String {
        document(CellSummary.summaries(of: rows), histograms).text() + "\n"
    }

    static func document(_ cells: [CellSummary], _ histograms: LatencyHistograms) -> JSONValue {
        let time = cells.flatMap(\.rounds).map(\.time.millisecondsSinceEpoch).max() ?? 0
        let jobs = cells.enumerated().map { FioCell($1, histograms).job(number: $0) }
        return .object([
            ("fio version", .string("pollbench in the layout of fio-3.33")),
            ("timestamp", .literal(String(time / 1000))), ("timestamp_ms", .literal(String(time))),
            ("time", .string(localText(ofSeconds: time / 1000))),
            ("global options", .object(options)), ("jobs", .array(jobs)),
        ])
    }

    /// The time in the form of ctime(3): `Mon Nov 23 00:02:19 2026`.
    private static func localText(ofSeconds seconds: Int64) -> String {
        var seconds = time_t(seconds)
        var text = [CChar](repeating: 0, count: 32)
        guard ctime_r(&seconds, &text) != nil else { return "" }
        return String(
            decoding: text.prefix { $0 != 0 && $0 != 10 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    private static let options: [(key: String, value: JSONValue)] =
        [
            "lat_percentiles", "clat_percentiles", "disable_slat", "group_reporting", "thread",
        ].map { ($0, .string("1")) }
}
