import BlockLayer
import Tables
import Units

/// A job of a fio job file, as far as a request can hold it.
///
/// Options that the file leaves out have fio's defaults and not pollbench's: `rw=read`, no `ramp_time`. Without `hipri`
/// fio waits for interrupts, and so do the jobs here. A job that fio would run differently is refused: no option is
/// ignored.
public struct FioJob: Sendable {
    /// The section's `name`, or what stands in its brackets; fio gives no job the name of a `[global]`.
    public let name: String
    /// The files or devices; empty if the job names none, or others were given.
    public private(set) var filenames: [String] = []
    /// What pollbench does otherwise than fio, a line each.
    public private(set) var notes: [String] = []
    /// The options of the job that the command line does not give, and fio's names of those that it gives.
    let section: FioSection
    let overridden: Set<String>
    private var lists: [AxisList] = []
    private var range = DeviceRange()
    /// Nil if the command line says.
    private var rampNanoseconds: UInt64?
    private var runtimeNanoseconds: UInt64?
    private var cpus: [Int]?
    private var numaNodes: [Int]?
    private var seed: UInt64?

    /// - Throws: `usage` for the last thing that is wrong, after the others were said.
    static func jobs(
        _ files: [FioJobFile], overridden: Set<String>, say: (String) -> Void = { _ in }
    ) throws(HarnessError) -> [FioJob] {
        var jobs: [FioJob] = []
        var names: Set<String> = []
        var faults = FioFaults()
        for file in files {
            faults.add(file.faults)
            for (index, section) in file.jobs.enumerated() {
                // Between files fio waits by itself.
                let job = FioJob(section, isFirst: index == 0, overridden: overridden, &faults)
                if !names.insert(job.name).inserted {
                    faults.add(
                        section.error("is a second job \(job.name): results are told apart by the name"))
                }
                jobs.append(job)
            }
        }
        try faults.check(say)
        return jobs
    }

    private init(
        _ section: FioSection, isFirst: Bool, overridden: Set<String>, _ faults: inout FioFaults
    ) {
        var section = section
        section.remove(overridden)
        for option in section.options where !faults.isSound(option) { section.refuse(option.name) }
        self.section = section
        self.overridden = overridden
        name = section.own("name")?.value ?? section.name
        readPlace(isFirst, overridden, &faults)
        readSettings(overridden, &faults)
        readLists(overridden, &faults)
    }

    /// When the job runs and where its IO goes.
    private mutating func readPlace(_ isFirst: Bool, _ overridden: Set<String>, _ faults: inout FioFaults) {
        let section = section
        let waits = faults.take { () throws(HarnessError) in try section["stonewall"]?.isOn() ?? false }
        if waits == false, !isFirst {
            faults.add(
                section.error(
                    "would run along with the job before it, and pollbench runs one after the other: add stonewall, "
                        + "or use numjobs for jobs that are the same"))
        }
        if !overridden.contains("filename") {
            filenames = faults.take { () throws(HarnessError) in try FioFiles.names(section) } ?? []
            if filenames.count > 1 {
                let subject = section["filename"]?.subject ?? section.place
                notes.append("\(subject): IOs go over the files as over a striped device, in chunks of bs")
            }
        }
        range =
            faults.take { () throws(HarnessError) in
                try FioRange.range(section, hasSize: overridden.contains("size"))
            } ?? DeviceRange()
    }

    private mutating func readSettings(_ overridden: Set<String>, _ faults: inout FioFaults) {
        let section = section
        if !section.mentions("direct"), !section.mentions("buffered") {
            faults.add(section.error("has no direct=1: fio would go through the page cache: add direct=1"))
        }
        if !overridden.contains("runtime") {
            runtimeNanoseconds = faults.take { () throws(HarnessError) in try Self.runtime(section) } ?? nil
        }
        if !overridden.contains("ramp_time") {
            rampNanoseconds =
                faults.take { () throws(HarnessError) in
                    try section["ramp_time"]?.read(FioNumber.nanoseconds) ?? 0
                } ?? nil
        }
        cpus = faults.take { () throws(HarnessError) in try section["cpus_allowed"]?.read(Parse.cpus) } ?? nil
        numaNodes =
            faults.take { () throws(HarnessError) in try section["numa_cpu_nodes"]?.read(Parse.cpus) } ?? nil
        if !overridden.contains("randseed") {
            seed = faults.take { () throws(HarnessError) in try Self.seed(section) } ?? nil
        }
        _ = faults.take { () throws(HarnessError) in try Self.checkReporting(section) }
    }

    private mutating func readLists(_ overridden: Set<String>, _ faults: inout FioFaults) {
        let section = section
        let engine = faults.take { () throws(HarnessError) in try FioEngine(section) }
        if let engine {
            for option in section.options {
                _ = faults.take { () throws(HarnessError) in try engine.check(option) }
            }
            notes += [engine.note(section, keepsDepth: overridden.contains("iodepth"))].compactMap(\.self)
        }
        var cell = FioCellReader(section, overridden: overridden, faults: faults)
        cell.read(isSynchronous: engine?.isSynchronous ?? false)
        lists = cell.lists
        notes += cell.notes
        faults = cell.faults
    }

    /// The first file or device; nil if the job names none, or others were given.
    public var source: StackSource? { filenames.first.map { .bare(.path($0)) } }

    /// Sets the job's options in a request.
    public func apply(to request: inout RunRequest) {
        for list in lists { request.sweep.vary(list) }
        // Without hipri fio polls no device that it knows; model devices are ours.
        if !section.mentions("hipri"), !overridden.contains("hipri"), !request.source.isModel,
            let waiting = try? AxisList(.completion, ["interrupt"])
        {
            request.sweep.vary(waiting)
        }
        request.range = range
        if let rampNanoseconds { request.rampNanoseconds = rampNanoseconds }
        if let runtimeNanoseconds { request.runtimeNanoseconds = runtimeNanoseconds }
        request.cpus = cpus
        request.numaNodes = numaNodes
        if let seed { request.seed = seed }
    }

    private static func runtime(_ section: FioSection) throws(HarnessError) -> UInt64? {
        guard let option = section["runtime"] else {
            if section.mentions("runtime") { return nil }
            throw section.error(
                "has no runtime: runs end by time: add runtime and time_based, or give --runtime")
        }
        let isTimeBased = try section["time_based"]?.isOn() ?? false
        guard isTimeBased else {
            throw option.error("fio may end before, once the job has gone over its size: add time_based")
        }
        return try option.read(FioNumber.nanoseconds)
    }

    /// fio draws one for each run where it shall not repeat the blocks and has none.
    private static func seed(_ section: FioSection) throws(HarnessError) -> UInt64? {
        if let seed = try section["randseed"]?.read(FioNumber.integer) { return seed }
        let repeats = try section["randrepeat"]?.isOn() ?? true
        let repeatsAll = try section["allrandrepeat"]?.isOn() ?? false
        return repeats || repeatsAll ? nil : UInt64(UInt32.random(in: 1 ... .max))
    }

    /// Throws `usage` for what fio would print otherwise: `lat_ns` has percentiles, `clat_ns` none.
    private static func checkReporting(_ section: FioSection) throws(HarnessError) {
        let ofLatency = try section["lat_percentiles"]?.isOn() ?? false
        if let option = section["clat_percentiles"], try !option.isOn(), !ofLatency {
            throw option.error("latencies have percentiles, from submission on: add lat_percentiles=1")
        }
        guard let option = section["unified_rw_reporting"] else { return }
        let isMixed =
            section["rw"]?.value.flatMap(AccessMode.init(word:)).map { $0 == .rw || $0 == .randrw } ?? false
        // Reads and writes of mixed modes are measured together.
        let known = isMixed ? ["1", "mixed"] : ["0", "none"]
        guard known.contains(option.value ?? "") else {
            throw option.error(
                isMixed
                    ? "reads and writes are measured together: unified_rw_reporting=mixed, or leave it out"
                    : "there is one direction, printed as its own: leave it out")
        }
    }
}
