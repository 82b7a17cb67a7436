/// fio's ways to submit IOs, of which pollbench has one: io_uring does the work of those that do the same.
enum FioEngine: String, CaseIterable {
    case uring = "io_uring"
    case libaio, posixaio
    case psync, sync, pvsync, pvsync2, vsync

    /// fio's where a job names none, on Linux.
    static let byDefault = FioEngine.psync

    /// Whether a job has one IO in flight whatever its `iodepth`.
    var isSynchronous: Bool {
        switch self {
        case .uring, .libaio, .posixaio: false
        case .psync, .sync, .pvsync, .pvsync2, .vsync: true
        }
    }

    /// Options that fio takes with some engines only.
    private static let enginesOfOption: [String: [FioEngine]] = [
        "hipri": [.uring, .pvsync2], "fixedbufs": [.uring], "registerfiles": [.uring],
        "sqthread_poll": [.uring], "sqthread_poll_cpu": [.uring], "nonvectored": [.uring],
        "force_async": [.uring], "uncached": [.uring, .pvsync2], "nowait": [.uring, .libaio, .pvsync2],
        "userspace_reap": [.libaio],
    ]

    /// - Throws: `usage` for an engine that does something else.
    init(_ section: FioSection) throws(HarnessError) {
        guard let option = section["ioengine"] else {
            self = .byDefault
            return
        }
        self = try option.read { (word) throws(HarnessError) in
            guard let engine = FioEngine(rawValue: word) else {
                let known = FioEngine.allCases.filter { $0 != .uring }.map(\.rawValue).joined(separator: ", ")
                throw .usage("pollbench uses io_uring, also in place of \(known): ioengine=io_uring")
            }
            return engine
        }
    }

    /// Throws `usage` for an option of another engine, which fio refuses.
    func check(_ option: FioOption) throws(HarnessError) {
        guard let engines = Self.enginesOfOption[option.name], !engines.contains(self) else { return }
        let names = engines.map(\.rawValue).joined(separator: ", ")
        throw option.error("fio has it with ioengine \(names) only, not with \(rawValue)")
    }

    /// The difference from the job file; nil if there is none.
    /// - Parameter keepsDepth: whether the command line says how many IOs are in flight.
    func note(_ section: FioSection, keepsDepth: Bool) -> String? {
        if self == .uring { return nil }
        let subject =
            section["ioengine"]?.subject ?? "\(section.place): [\(section.name)] ioengine \(rawValue)"
        return "\(subject): run by io_uring" + (isSynchronous && !keepsDepth ? ", one IO at a time" : "")
    }
}
