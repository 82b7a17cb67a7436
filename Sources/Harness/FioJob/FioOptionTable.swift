/// What becomes of each option of fio: every one that is not here is refused.
///
/// Names, aliases and defaults are those of fio 3.33 (fio(1), `fio --cmdhelp=all`).
enum FioOptionTable {
    /// What is done with an option.
    enum Treatment: Sendable {
        /// ``FioJob`` reads it.
        case honoured
        /// pollbench does just that with one of these values, nil for any; with others it is refused with an advice.
        case alreadySo([String]?, otherwise: String)
        /// pollbench does not do that, with an advice.
        case refused(String)
    }

    /// The first of fio's names for an option.
    static func firstName(of name: String) -> String { firstNames[name] ?? name }

    /// All that have an entry.
    static var names: Set<String> { Set(treatments.keys) }

    /// - Throws: `usage` that names the option and says what to do, if it cannot be honoured.
    static func check(_ option: FioOption) throws(HarnessError) {
        let treatment = treatments[option.name]
        if treatment != nil, option.value == nil, !flags.contains(option.name) {
            throw option.error("a value is missing")
        }
        switch treatment {
        case .honoured: return
        case .alreadySo(let values, let otherwise):
            // A bare word is fio's 1.
            guard let values, !values.contains(option.value ?? "1") else { return }
            throw option.error(otherwise)
        case .refused(let advice): throw option.error(advice)
        case nil:
            let near = nearest(to: option.name).map { "did you mean \($0)?" }
            throw option.error(near ?? "pollbench has nothing for it: leave it out, or run this job with fio")
        }
    }

    private static func nearest(to name: String) -> String? {
        let ranked = treatments.keys.sorted().map { (name: $0, edits: name.difference(from: $0).count) }
        guard let best = ranked.min(by: { $0.edits < $1.edits }), best.edits <= 2, name.count > 3 else {
            return nil
        }
        return best.name
    }

    /// By alias.
    static let firstNames = [
        "readwrite": "rw", "blocksize": "bs", "iodepth_batch_submit": "iodepth_batch",
        "iodepth_batch_complete": "iodepth_batch_complete_min", "timeout": "runtime",
        "wait_for_previous": "stonewall", "blocksize_range": "bsrange", "blockalign": "ba",
        "io_limit": "io_size",
        "fileoffset": "offset",
    ]

    /// What may stand without a value, which is 1.
    private static let flags: Set = [
        "time_based", "hipri", "stonewall", "thread", "group_reporting", "new_group", "norandommap",
        "fixedbufs", "registerfiles", "sqthread_poll",
    ]

    private static let treatments = honoured.merging(alreadySo) { $1 }.merging(refused) { $1 }

    private static let honoured = Dictionary(
        uniqueKeysWithValues: [
            "name", "filename", "size", "rw", "rwmixread", "rwmixwrite", "randseed", "bs", "kb_base",
            "iodepth",
            "iodepth_batch", "iodepth_batch_complete_min", "iodepth_batch_complete_max", "hipri", "numjobs",
            "cpus_allowed", "numa_cpu_nodes", "stonewall", "runtime", "time_based", "ramp_time",
            "disable_lat",
            "gtod_reduce",
        ].map { ($0, Treatment.honoured) })

    private static let alreadySo: [String: Treatment] = [
        // How IOs are made.
        "ioengine": .alreadySo(["io_uring"], otherwise: "pollbench uses io_uring alone: ioengine=io_uring"),
        "direct": .alreadySo(["1"], otherwise: "pollbench never goes through the page cache: direct=1"),
        "buffered": .alreadySo(["0"], otherwise: "pollbench never goes through the page cache: buffered=0"),
        // Of the page cache, which is not used.
        "invalidate": anyway,
        "registerfiles": .alreadySo(["1"], otherwise: "pollbench always registers files: leave it out"),
        "fixedbufs": .alreadySo(["1"], otherwise: "pollbench always registers buffers: leave it out"),
        "nonvectored": .alreadySo(
            ["1"], otherwise: "pollbench's reads and writes have one buffer: nonvectored=1"),
        "sqthread_poll": .alreadySo(
            ["0"], otherwise: "pollbench's jobs submit and poll themselves: leave it out"),
        "force_async": .alreadySo(
            ["0"], otherwise: "pollbench does not ask for io_uring's threads: leave it out"),
        "nowait": .alreadySo(["0"], otherwise: "pollbench's IOs may wait for a tag: leave it out"),
        "uncached": .alreadySo(["0"], otherwise: "pollbench never goes through the page cache: leave it out"),
        "io_submit_mode": .alreadySo(
            ["inline"], otherwise: "pollbench's jobs submit themselves: leave it out"),
        "sync": .alreadySo(["0", "none"], otherwise: "pollbench's writes are not synchronous: leave it out"),
        "fsync": .alreadySo(["0"], otherwise: flushes), "fdatasync": .alreadySo(["0"], otherwise: flushes),
        "end_fsync": .alreadySo(["0"], otherwise: flushes),
        "fsync_on_close": .alreadySo(["0"], otherwise: flushes),
        // Which blocks.
        "norandommap": .alreadySo(["1"], otherwise: "pollbench draws each block anew: norandommap=1"),
        "random_generator": .alreadySo(
            ["tausworthe", "tausworthe64"], otherwise: "pollbench draws each block anew: leave it out"),
        "random_distribution": .alreadySo(
            ["random"], otherwise: "pollbench draws blocks uniformly: leave it out"),
        "percentage_random": .alreadySo(
            ["100"], otherwise: "use rw to say random or sequential: leave it out"),
        "randrepeat": .alreadySo(
            ["1"], otherwise: "runs repeat the blocks of their seed: give another randseed"),
        "allrandrepeat": .alreadySo(["1"], otherwise: "runs repeat all of their seed: give another randseed"),
        "offset": .alreadySo(
            ["0"], otherwise: "runs begin at sector 0: a --table with a linear target begins later"),
        "nrfiles": .alreadySo(["1"], otherwise: "one file or device: a --table divides IOs over several"),
        // Files are there and are written in place.
        "overwrite": anyway,
        "fallocate": .alreadySo(["none", "0"], otherwise: "pollbench makes no files: leave it out"),
        "allow_file_create": .alreadySo(
            ["0"], otherwise: "pollbench makes no files: make it, and leave this out"),
        "allow_mounted_write": .alreadySo(
            ["0"], otherwise: "pollbench does not write to what is mounted: unmount it"),
        "unlink": .alreadySo(["0"], otherwise: "pollbench removes no files: leave it out"),
        "verify": .alreadySo(
            ["0"], otherwise: "pollbench has stamps of its own: leave it out and give --verify"),
        // Jobs.
        "thread": .alreadySo(["1"], otherwise: "pollbench's jobs are threads: leave it out"),
        "loops": .alreadySo(["1"], otherwise: "leave it out and give --rounds"),
        "startdelay": .alreadySo(["0"], otherwise: "runs begin when the one before has ended: leave it out"),
        "cpus_allowed_policy": .alreadySo(["split"], otherwise: "each job has a CPU of its own: split"),
        "numa_mem_policy": .alreadySo(["local"], otherwise: "memory is on its thread's node: local"),
        "continue_on_error": .alreadySo(
            ["all", "io"],
            otherwise: "runs go on after failed IOs, which they count, and fail at their end: io"),
        // What is measured and shown.
        "group_reporting": .alreadySo(["1"], otherwise: "the jobs of a cell are one row: leave it out"),
        "disable_slat": .alreadySo(["1"], otherwise: undivided),
        "disable_clat": .alreadySo(["1"], otherwise: undivided),
        // Words and what fio prints: pollbench's results have it all.
        "description": anyway, "new_group": anyway, "unit_base": anyway, "significant_figures": anyway,
        "percentile_list": anyway, "lat_percentiles": anyway, "clat_percentiles": anyway,
        "slat_percentiles": anyway, "disk_util": anyway, "bwavgtime": anyway, "iopsavgtime": anyway,
        "unified_rw_reporting": anyway,
    ]

    private static let flushes = "pollbench does not flush: leave it out"
    private static let undivided = "latency is not divided into submission and completion: leave it out"
    /// Nothing that pollbench does or measures depends on it.
    private static let anyway = Treatment.alreadySo(nil, otherwise: "")

    private static let refused: [String: Treatment] = [
        "bsrange": .refused("one size: bs"), "bssplit": .refused("one size: bs"),
        "ba": .refused("blocks are aligned to bs: leave it out"),
        "bs_unaligned": .refused("blocks are aligned to bs: leave it out"),
        "io_size": .refused("a run ends by time: runtime and time_based"),
        "number_ios": .refused("a run ends by time: runtime and time_based"),
        "directory": .refused("name the file itself: filename"),
        "opendir": .refused("name the file itself: filename"),
        "filename_format": .refused("name the file itself: filename"),
        "cpumask": .refused("give the CPUs by cpus_allowed"),
        "wait_for": .refused("jobs run in the file's order: stonewall"),
        "iodepth_low": .refused("jobs refill up to iodepth at once: leave it out"),
        "sqthread_poll_cpu": .refused("pollbench's jobs submit and poll themselves: leave it out"),
        "write_lat_log": .refused("--out keeps the whole distribution: leave it out"),
        "write_hist_log": .refused("--out keeps the whole distribution: leave it out"),
    ]
}
