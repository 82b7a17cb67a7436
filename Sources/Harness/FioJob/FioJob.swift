import BlockLayer
import Units

/// A job of a fio job file, as far as a request can hold it.
///
/// What the file leaves out has fio's default and not pollbench's: `rw=read`, no `ramp_time`. Without `hipri` fio waits
/// for interrupts, and so do the jobs here. Where a job means something else to fio than to pollbench, it is refused:
/// no option is ignored.
public struct FioJob: Sendable {
    /// The section's `name`, or what stands in its brackets; fio gives no job the name of a `[global]`.
    public let name: String
    /// The file or device; nil if the job names none, or another was given.
    public let filename: String?
    /// What pollbench does otherwise than fio by default, a line each.
    public let notes: [String]
    private var lists: [AxisList] = []
    /// Nil if the command line says.
    private var completion: AxisList?
    private var sizeBytes: UInt64?
    private var rampNanoseconds: UInt64 = 0
    private var runtimeNanoseconds: UInt64?
    private var cpus: [Int]?
    private var numaNodes: [Int]?
    private var seed: UInt64?

    /// The jobs of a file, which run one after the other.
    ///
    /// - Parameters:
    ///   - overridden: fio's names of options that the command line gives: what the file says of them does not count.
    ///   - say: called with what is wrong before the last of several errors, so that all options that cannot be
    ///     honoured are named at once.
    /// - Throws: `usage` with file and line; `environment` if the file cannot be read.
    public static func jobs(
        ofFile path: String, overridden: Set<String>, say: (String) -> Void
    ) throws(HarnessError) -> [FioJob] {
        try jobs(FioJobFile(parsing: try readText(path), source: path), overridden: overridden, say: say)
    }

    static func jobs(
        _ file: FioJobFile, overridden: Set<String>, say: (String) -> Void = { _ in }
    ) throws(HarnessError) -> [FioJob] {
        let sections = file.jobs.map { section in
            var section = section
            section.remove(overridden)
            return section
        }
        try checkOptions(sections, say)
        var jobs: [FioJob] = []
        for section in sections {
            let waits = try section["stonewall"]?.isOn() ?? false
            guard jobs.isEmpty || waits else {
                throw .usage(
                    "\(section.place): [\(section.name)] would run along with the job before it, and pollbench runs "
                        + "one after the other: add stonewall, or use numjobs for jobs that are the same")
            }
            let job = try FioJob(section, overridden: overridden)
            guard !jobs.contains(where: { $0.name == job.name }) else {
                throw .usage("\(section.place): a second job \(job.name): results are told apart by the name")
            }
            jobs.append(job)
        }
        return jobs
    }

    /// Throws the last of the options that cannot be honoured, and says those before it.
    private static func checkOptions(
        _ sections: [FioSection], _ say: (String) -> Void
    ) throws(HarnessError) {
        var checked: Set<String> = []
        var last: HarnessError?
        // Jobs share the lines of their globals.
        for option in sections.flatMap(\.options) where checked.insert(option.place).inserted {
            do {
                try FioOptionTable.check(option)
            } catch {
                if let last { say(last.description) }
                last = error
            }
        }
        if let last { throw last }
    }

    private init(_ section: FioSection, overridden: Set<String>) throws(HarnessError) {
        try Self.checkDefaults(section)
        name = section.own("name")?.value ?? section.name
        filename = try section["filename"].map(Self.filename)
        let kbBase = try Self.kbBase(section)
        notes = Self.notes(section)
        sizeBytes = try section["size"].flatMap { (option) throws(HarnessError) in
            try Self.size(option, kbBase)
        }
        runtimeNanoseconds = try Self.runtime(section, overridden)
        rampNanoseconds = try section["ramp_time"]?.read(FioNumber.nanoseconds) ?? 0
        cpus = try section["cpus_allowed"]?.read(Parse.cpus)
        numaNodes = try section["numa_cpu_nodes"]?.read(Parse.cpus)
        seed = try section["randseed"]?.read(FioNumber.integer)
        lists = try Self.lists(section, kbBase, overridden)
        if !overridden.contains("hipri") {
            let isPolled = try section["hipri"]?.isOn() ?? false
            completion = try AxisList(.completion, [isPolled ? "polled" : "interrupt"])
        }
    }

    /// Sets in a request what the job asks for. Model devices are polled, unless the command
    /// line has --completion interrupt.
    public func apply(to request: inout RunRequest) {
        for list in lists { request.sweep.vary(list) }
        if let completion, !request.source.isModel { request.sweep.vary(completion) }
        request.sizeBytes = sizeBytes
        request.rampNanoseconds = rampNanoseconds
        if let runtimeNanoseconds { request.runtimeNanoseconds = runtimeNanoseconds }
        request.cpus = cpus
        request.numaNodes = numaNodes
        if let seed { request.seed = seed }
    }

    /// Where fio's default is something that pollbench never does.
    private static func checkDefaults(_ section: FioSection) throws(HarnessError) {
        guard section["ioengine"] != nil else {
            throw missing("ioengine", section, "fio would use psync: add ioengine=io_uring")
        }
        guard section["direct"] != nil || section["buffered"] != nil else {
            throw missing("direct=1", section, "fio would go through the page cache: add direct=1")
        }
    }

    private static func missing(_ option: String, _ section: FioSection, _ advice: String) -> HarnessError {
        .usage("\(section.place): [\(section.name)] has no \(option): \(advice)")
    }

    private static func notes(_ section: FioSection) -> [String] {
        let mode = section["rw"].flatMap { $0.value.flatMap(AccessMode.init(word:)) }
        guard mode?.isRandom == true, section["norandommap"] == nil else { return [] }
        return ["\(section.place): [\(section.name)] draws each block anew, as with norandommap"]
    }

    private static func kbBase(_ section: FioSection) throws(HarnessError) -> UInt64 {
        guard let option = section["kb_base"] else { return 1024 }
        guard let base = option.value, ["1000", "1024"].contains(base) else {
            throw option.error("expected 1000 or 1024")
        }
        return base == "1000" ? 1000 : 1024
    }

    /// One file: a colon divides several, unless a backslash stands before it.
    private static func filename(_ option: FioOption) throws(HarnessError) -> String {
        let marked = try option.read { $0 }.replacing("\\:", with: "\0")
        guard !marked.contains(":") else {
            throw option.error(
                "several files: give a --table that says how IOs are divided over them, or escape \\:")
        }
        return marked.replacing("\0", with: ":")
    }

    /// Nil for all of the device.
    private static func size(_ option: FioOption, _ kbBase: UInt64) throws(HarnessError) -> UInt64? {
        if option.value == "100%" { return nil }
        return try option.read { (text) throws(HarnessError) in
            guard !text.hasSuffix("%") else { throw .usage("100%, or a size in bytes") }
            return try FioNumber.bytes(text, kbBase: kbBase)
        }
    }

    /// Nil if the command line says.
    private static func runtime(
        _ section: FioSection, _ overridden: Set<String>
    ) throws(HarnessError) -> UInt64? {
        if overridden.contains("runtime") { return nil }
        guard let option = section["runtime"] else {
            throw missing(
                "runtime", section, "runs end by time: add runtime and time_based, or give --runtime")
        }
        let isTimeBased = try section["time_based"]?.isOn() ?? false
        guard isTimeBased else {
            throw option.error("fio may end before, once the job has gone over its size: add time_based")
        }
        return try option.read(FioNumber.nanoseconds)
    }
}
