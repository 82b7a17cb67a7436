/// The part of its file that a job uses: `size`, `filesize`, `offset`, `offset_increment`.
enum FioRange {
    /// - Parameter hasSize: whether the command line gives the size.
    /// - Throws: `usage` for parts that pollbench cannot say.
    static func range(_ section: FioSection, hasSize: Bool) throws(HarnessError) -> DeviceRange {
        let kbBase = try kbBase(section)
        var range = DeviceRange()
        range.start =
            try section["offset"].map { (option) throws(HarnessError) in
                try extent(option, kbBase)
            } ?? .bytes(0)
        range.length = try length(section, kbBase)
        range.incrementBytes =
            try section["offset_increment"]?.read { (text) throws(HarnessError) in
                guard !text.hasSuffix("%") else { throw .usage("a size in bytes, no percentage") }
                return try FioNumber.bytes(text, kbBase: kbBase)
            } ?? 0
        if range.incrementBytes > 0, range.length == nil, !hasSize, let option = section["offset_increment"] {
            throw option.error("each job would have another part of the file: add a size")
        }
        return range
    }

    /// What `k` is.
    static func kbBase(_ section: FioSection) throws(HarnessError) -> UInt64 {
        guard let option = section["kb_base"] else { return 1024 }
        guard let base = option.value, ["1000", "1024"].contains(base) else {
            throw option.error("expected 1000 or 1024")
        }
        return base == "1000" ? 1000 : 1024
    }

    /// Nil for all of it.
    private static func length(_ section: FioSection, _ kbBase: UInt64) throws(HarnessError) -> DeviceRange
        .Extent?
    {
        let ofJob = try section["size"].map { (option) throws(HarnessError) in try extent(option, kbBase) }
        guard let option = section["filesize"] else { return ofJob == .percent(100) ? nil : ofJob }
        let ofFile = try option.read { (text) throws(HarnessError) in
            guard !text.contains("-") else { throw .usage("one size for the file, no range") }
            return DeviceRange.Extent.bytes(try FioNumber.bytes(text, kbBase: kbBase))
        }
        guard ofJob == nil || ofJob == ofFile || ofJob == .percent(100) else {
            throw option.error("size says otherwise: leave one of them out")
        }
        return ofFile
    }

    private static func extent(_ option: FioOption, _ kbBase: UInt64) throws(HarnessError)
        -> DeviceRange.Extent
    {
        try option.read { (text) throws(HarnessError) in
            guard text.hasSuffix("%") else { return .bytes(try FioNumber.bytes(text, kbBase: kbBase)) }
            let percent = try FioNumber.integer(String(text.dropLast()))
            let fewest: UInt64 = option.name == "size" ? 1 : 0
            guard (fewest...100).contains(percent) else { throw .usage("must be from \(fewest)% to 100%") }
            return .percent(percent)
        }
    }
}
