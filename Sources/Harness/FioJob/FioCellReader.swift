import BlockLayer

/// Reads the cell settings of a job.
struct FioCellReader {
    private let section: FioSection
    private let overridden: Set<String>
    private(set) var faults: FioFaults
    private(set) var lists: [AxisList] = []
    private(set) var notes: [String] = []

    init(_ section: FioSection, overridden: Set<String>, faults: FioFaults) {
        self.section = section
        self.overridden = overridden
        self.faults = faults
    }

    /// - Parameter isSynchronous: whether there is one IO in flight, whatever the depth.
    mutating func read(isSynchronous: Bool) {
        let section = section
        if !overridden.contains("rw") {
            add { () throws(HarnessError) in try Self.mode(section["rw"]) }
            addNotes()
        }
        _ = faults.take { () throws(HarnessError) in try section["norandommap"]?.isOn() }
        add { () throws(HarnessError) in try Self.block(section) }
        if isSynchronous, !overridden.contains("iodepth") {
            add { () throws(HarnessError) in try AxisList(.iodepth, ["1"]) }
            // Its value is checked all the same.
            _ = faults.take { () throws(HarnessError) in try Self.number(.iodepth, section["iodepth"]) }
        } else {
            add { () throws(HarnessError) in try Self.number(.iodepth, section["iodepth"]) }
            add { () throws(HarnessError) in try Self.batchSubmit(section["iodepth_batch"]) }
            add { () throws(HarnessError) in try Self.batchComplete(section) }
        }
        add { () throws(HarnessError) in try Self.number(.numjobs, section["numjobs"]) }
        add { () throws(HarnessError) in try Self.readMix(section) }
        for name in ["disable_lat", "gtod_reduce"] {
            add { () throws(HarnessError) in
                try section[name]?.isOn() ?? false ? try AxisList(.latency, ["off"]) : nil
            }
        }
        add { () throws(HarnessError) in
            try section["hipri"].map { (option) throws(HarnessError) in
                try AxisList(.completion, [try option.isOn() ? "polled" : "interrupt"])
            }
        }
        let (buffers, writes) = (section["refill_buffers"], writes)
        _ = faults.take { () throws(HarnessError) in try Self.checkRefill(buffers, writes: writes) }
    }

    private mutating func add(_ read: () throws(HarnessError) -> AxisList?) {
        if let list = faults.take(read) ?? nil { lists.append(list) }
    }

    private var mode: AccessMode { section["rw"]?.value.flatMap(AccessMode.init(word:)) ?? .read }
    private var writes: Bool { mode != .read && mode != .randread }

    private mutating func addNotes() {
        let subject = "\(section.place): [\(section.name)]"
        let hasMap = section["norandommap"].map { $0.value == "0" } ?? true
        if mode.isRandom, hasMap { notes.append("\(subject) draws each block anew, as with norandommap") }
        if writes, section["zero_buffers"] == nil {
            notes.append("\(subject) writes zeros, as with zero_buffers")
        }
    }

    private static func checkRefill(_ option: FioOption?, writes: Bool) throws(HarnessError) {
        guard let option, try option.isOn(), writes else { return }
        throw option.error("pollbench writes zeros: leave it out")
    }

    private static func number(_ axis: Axis, _ option: FioOption?) throws(HarnessError) -> AxisList? {
        try option.map { (option) throws(HarnessError) in try list(axis, option, FioNumber.integer) }
    }

    private static func list(
        _ axis: Axis, _ option: FioOption, _ read: (String) throws(HarnessError) -> UInt64
    ) throws(HarnessError) -> AxisList {
        try option.read { (text) throws(HarnessError) in try AxisList(axis, [String(try read(text))]) }
    }

    private static func mode(_ option: FioOption?) throws(HarnessError) -> AxisList {
        guard let option else { return try AxisList(.rw, ["read"]) }
        return try option.read { (word) throws(HarnessError) in
            guard !word.contains(":") else {
                throw .usage("one block after the other, or a random one: no number")
            }
            guard try Parse.mode(word) != .rw else {
                throw .usage(
                    "fio reads in one sequence and writes in another, pollbench has one for both: give --rw rw for that"
                )
            }
            return try AxisList(.rw, [word])
        }
    }

    /// `bs`, or a `bssplit` of a single size.
    private static func block(_ section: FioSection) throws(HarnessError) -> AxisList? {
        guard let split = section["bssplit"] else {
            return try section["bs"].map { (option) throws(HarnessError) in try block(option, section) { $0 }
            }
        }
        return try block(split, section) { (text) throws(HarnessError) in
            guard !text.contains(where: { ",:".contains($0) }) else {
                throw .usage("a job's IOs have one size: a job for each, with bs")
            }
            let parts = text.split(separator: "/", omittingEmptySubsequences: false)
            guard parts.count == 1 || parts.count == 2 && ["", "100"].contains(parts[1]) else {
                throw .usage("one size, for all IOs: bs")
            }
            return String(parts[0])
        }
    }

    private static func block(
        _ option: FioOption, _ section: FioSection, size: (String) throws(HarnessError) -> String
    ) throws(HarnessError) -> AxisList {
        let kbBase = try FioRange.kbBase(section)
        return try list(.bs, option) { (text) throws(HarnessError) in
            let text = try size(text)
            guard !text.contains(where: { ",:-".contains($0) }) else {
                throw .usage("one size for reads and writes, no range")
            }
            return try FioNumber.blockBytes(text, kbBase: kbBase)
        }
    }

    /// fio's 0 is the depth, and so is all above it.
    private static func batchSubmit(_ option: FioOption?) throws(HarnessError) -> AxisList? {
        guard let option else { return nil }
        return try list(.batchSubmit, option) { (text) throws(HarnessError) in
            let batch = try FioNumber.integer(text)
            return batch == 0 ? UInt64(Bounds.depth) : batch
        }
    }

    /// A poll takes all completions that it finds, up to the depth: fio's maximum must be no less.
    private static func batchComplete(_ section: FioSection) throws(HarnessError) -> AxisList? {
        if let most = section["iodepth_batch_complete_max"] {
            let depth = try section["iodepth"]?.read(FioNumber.integer) ?? 1
            guard try most.read(FioNumber.integer) >= depth else {
                throw most.error(
                    "all IOs that a look finds complete are taken: leave it out, or give the iodepth")
            }
        }
        guard let option = section["iodepth_batch_complete_min"] else { return nil }
        guard option.value != "0" else {
            throw option.error("jobs wait for one IO at least when their depth is full: 1")
        }
        return try number(.batchComplete, option)
    }

    private static func readMix(_ section: FioSection) throws(HarnessError) -> AxisList? {
        let reads = try number(.rwmixread, section["rwmixread"])
        guard let option = section["rwmixwrite"] else { return reads }
        let fromWrites = try list(.rwmixread, option) { (text) throws(HarnessError) in
            let writes = try FioNumber.integer(text)
            guard writes <= 100 else { throw .usage("must be from 0 to 100") }
            return 100 - writes
        }
        guard reads == nil || reads?.values.first?.text == fromWrites.values.first?.text else {
            throw option.error("rwmixread says otherwise: leave one of them out")
        }
        return fromWrites
    }
}
