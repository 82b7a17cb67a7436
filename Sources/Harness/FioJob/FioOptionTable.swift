import Units

/// The treatment of each option of fio. Options that are not here are refused.
///
/// Names, aliases and defaults are those of fio 3.33 (fio(1), `fio --cmdhelp=all`).
enum FioOptionTable {
    /// The treatment of an option.
    enum Treatment: Sendable {
        /// ``FioJob`` reads it.
        case honoured
        /// Any text: it has no effect on the run or on the results.
        case words
        /// pollbench does just that with one of these values; with others it is refused with an advice.
        case alreadySo([String], otherwise: String)
        /// pollbench does not do that, with an advice.
        case refused(String)
    }

    /// The first of fio's names for an option.
    static func firstName(of name: String) -> String { firstNames[name] ?? name }

    /// All that have an entry.
    static var names: Set<String> { Set(treatments.keys) }

    /// The value with which an option is harmless because fio does the same without it.
    static var defaults: [String: String] { harmless }

    /// - Throws: `usage` that names the option and says what to do, if it cannot be honoured.
    static func check(_ option: FioOption) throws(HarnessError) {
        let treatment = treatments[option.name]
        if treatment != nil, option.value == nil, !flags.contains(option.name) {
            throw option.error("a value is missing")
        }
        switch treatment {
        case .honoured, .words: return
        case .alreadySo(let values, let otherwise):
            // A bare word is fio's 1.
            guard !values.contains(option.value ?? "1") else { return }
            throw option.error(otherwise)
        case .refused(let advice): throw option.error(advice)
        case nil:
            let near = nearest(to: option.name).map { "did you mean \($0)?" }
            throw option.error(near ?? nothing)
        }
    }

    /// What to do about an option of fio's on the command line; nil if fio has none of that name.
    static func advice(on name: String) -> String? {
        switch treatments[firstName(of: name)] {
        case .honoured: "a job file may say it: --job FILE"
        case .words: "leave it out"
        case .alreadySo(let values, let otherwise):
            flags.contains(name) || values == ["1"] ? "pollbench always does that: leave it out" : otherwise
        case .refused(let advice): advice
        case nil: nil
        }
    }

    private static func nearest(to name: String) -> String? {
        name.count > 3 ? Spelling.nearest(to: name, among: treatments.keys.sorted()) : nil
    }

    /// By alias.
    static let firstNames = [
        "readwrite": "rw", "blocksize": "bs", "iodepth_batch_submit": "iodepth_batch",
        "iodepth_batch_complete": "iodepth_batch_complete_min", "timeout": "runtime",
        "wait_for_previous": "stonewall", "blocksize_range": "bsrange", "blockalign": "ba",
        "io_limit": "io_size", "fileoffset": "offset",
    ]

    /// Options that may stand without a value, which then is 1.
    private static let flags: Set = [
        "time_based", "hipri", "stonewall", "thread", "group_reporting", "new_group", "norandommap",
        "fixedbufs", "registerfiles", "sqthread_poll", "userspace_reap", "zero_buffers", "refill_buffers",
        "bs_unaligned", "exitall", "exitall_on_error",
    ]

    private static let treatments =
        Dictionary(uniqueKeysWithValues: honoured.map { ($0, Treatment.honoured) })
        .merging(harmless.mapValues { .alreadySo([$0], otherwise: nothing) }) { $1 }
        .merging(alreadySo) { $1 }.merging(refused) { $1 }

    static let nothing = "pollbench has nothing for it: leave it out, or run this job with fio"
}
