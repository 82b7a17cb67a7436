import BlockLayer

extension FioJob {
    /// What the job's cell is asked to do.
    static func lists(
        _ section: FioSection, _ kbBase: UInt64, _ overridden: Set<String>
    ) throws(HarnessError) -> [AxisList] {
        var lists: [AxisList] = []
        if !overridden.contains("rw") { lists.append(try mode(section["rw"])) }
        if let option = section["bs"] { lists.append(try block(option, kbBase)) }
        if let option = section["iodepth"] { lists.append(try list(.iodepth, option, FioNumber.integer)) }
        if let option = section["numjobs"] { lists.append(try list(.numjobs, option, FioNumber.integer)) }
        if let option = section["iodepth_batch"] {
            // fio's 0 is the depth, and so is all above it.
            let batch = try option.read(FioNumber.integer)
            lists.append(try list(.batchSubmit, option) { _ in batch == 0 ? UInt64(Bounds.depth) : batch })
        }
        if let option = section["iodepth_batch_complete_min"] {
            guard option.value != "0" else {
                throw option.error("jobs wait for one IO at least when their depth is full: 1")
            }
            lists.append(try list(.batchComplete, option, FioNumber.integer))
        }
        try checkMost(section)
        if let mix = try readMix(section) { lists.append(mix) }
        for name in ["disable_lat", "gtod_reduce"] {
            guard let option = section[name], try option.read(FioNumber.integer) != 0 else { continue }
            lists.append(try AxisList(.latency, ["off"]))
        }
        return lists
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

    private static func block(_ option: FioOption, _ kbBase: UInt64) throws(HarnessError) -> AxisList {
        try list(.bs, option) { (text) throws(HarnessError) in
            guard !text.contains(where: { ",:-".contains($0) }) else {
                throw .usage("one size for reads and writes, no range")
            }
            return try FioNumber.blockBytes(text, kbBase: kbBase)
        }
    }

    private static func readMix(_ section: FioSection) throws(HarnessError) -> AxisList? {
        let reads = try section["rwmixread"].map { (option) throws(HarnessError) in
            try list(.rwmixread, option, FioNumber.integer)
        }
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

    /// All that one look finds is taken, up to the depth: fio's most must be no less.
    private static func checkMost(_ section: FioSection) throws(HarnessError) {
        guard let option = section["iodepth_batch_complete_max"] else { return }
        let depth = try section["iodepth"]?.read(FioNumber.integer) ?? 1
        guard try option.read(FioNumber.integer) >= depth else {
            throw option.error(
                "all IOs that a look finds complete are taken: leave it out, or give the iodepth")
        }
    }
}
