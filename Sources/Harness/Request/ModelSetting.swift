import BlockLayer
import Units

/// A setting of model devices.
typealias ModelSetting = Setting<ModelRequest>

extension ModelRequest: SettingSubject {
    /// The defaults.
    public static let usual = ModelRequest()

    /// In the order in which they are set: the drive presets others.
    public static let settings: [Setting<ModelRequest>] = [
        .drive, .service, .parallelism, .maxIOPS, .bandwidth, .size, .maxIO, .data, .interruptCost,
        .submitCost, .completionCost,
        .queueDepth, .failures, .again, .lost, .timeout, .resetEvery,
    ]

    /// Sets the value for all model devices that the request does not name.
    public static func assignment(
        _ setting: Setting<ModelRequest>, _ words: String
    ) throws(HarnessError) -> Assignment {
        let value = try setting.value(words)
        return Assignment(setting.names) { value.set(&$0.model) }
    }
}

extension Setting<ModelRequest> {
    init<Value: Sendable>(
        _ key: String, _ path: any WritableKeyPath<ModelRequest, Value> & Sendable, help: SettingHelp,
        emptyInResults: String? = nil, read: @escaping @Sendable (String) throws(HarnessError) -> Value,
        text: @escaping @Sendable (Value) -> String
    ) {
        let names = SettingNames(key, prefix: "model_")
        let text: @Sendable (ModelRequest) -> String = { text($0[keyPath: path]) }
        // As in results that are older than the setting.
        let column = Column(name: names.name) { text($0) == emptyInResults ? "" : text($0) }
        self.init(names, path, help: help, column: column, read: read, text: text)
    }

    /// The drive that the device is like.
    public static var drive: Setting {
        Setting(
            "drive", \.drive,
            help: SettingHelp(
                "The drive that devices are like: service time, dies, most IOPS and bandwidth, which other options "
                    + "override.", "name",
                discussion: ModelDrive.all.map { "\($0.name): \($0.source)." }.joined(separator: "\n")),
            emptyInResults: "none", read: driveNamed
        ) { $0?.name ?? "none" }
    }

    /// The service time of an IO.
    public static var service: Setting {
        Setting(
            "service", \.settings.service,
            help: SettingHelp(
                "Service time of an IO: TIME, uniform:FROM:TO, lognormal:MEDIAN:P99 or histogram:FILE.",
                "time",
                discussion: "FILE has lines `nanoseconds,count`. A time needs a unit: 20us."),
            read: ServiceTime.init(parsing:)
        ) { $0.text }
    }

    /// The number of dies.
    public static var parallelism: Setting {
        Setting(
            "parallelism", \.settings.parallelism,
            help: SettingHelp(
                "Dies of a device, each serving one 4 KiB page at a time; 0 for no bound.", "number",
                discussion: """
                    A long IO is on several dies and ready with its last page: N dies serve N pages in the time of \
                    --model-service, whatever the block size. With 0 an IO takes that time whatever its length.
                    """),
            read: number(0...Bounds.modelParallelism)
        ) { "\($0)" }
    }

    /// The most commands per second.
    public static var maxIOPS: Setting {
        Setting(
            "max_iops", \.settings.iopsAtMost,
            help: SettingHelp(
                "IOs that a device takes in a second, whichever queue they are for; 0 for no bound.", "number"
            ),
            emptyInResults: "0", read: bound(Bounds.modelIOPS, Parse.number)
        ) { "\($0)" }
    }

    /// The most bytes per second.
    public static var bandwidth: Setting {
        Setting(
            "bandwidth", \.settings.bytesPerSecond,
            help: SettingHelp(
                "Bytes that the link of a device moves in a second; 0 for no bound.", "size"),
            emptyInResults: "0", read: bound(Bounds.bytesPerSecond, Parse.bytes)
        ) { "\($0)" }
    }

    /// The size of a device.
    public static var size: Setting {
        Setting(
            "size", \.settings.sizeSectors, help: SettingHelp("Size of a device.", "size"), read: sectors
        ) { ByteCount(bytes: $0 * Units.sectorBytes).description }
    }

    /// The largest IO.
    public static var maxIO: Setting {
        Setting(
            "max_io", \.maxIOBytes,
            help: SettingHelp("The largest IO that a device takes; larger ones are split.", "size"),
            read: ioBytes
        ) { ByteCount(bytes: $0).description }
    }

    /// The treatment of written data.
    public static var data: Setting {
        Setting(
            "data", \.settings.keepsData,
            help: SettingHelp("keep written data in memory, or discard it.", "choice"),
            read: isKept
        ) { ($0 ? ModelData.keep : .discard).rawValue }
    }

    /// The CPU time of an interrupt.
    public static var interruptCost: Setting {
        Setting(
            "interrupt_cost", \.interruptCostNanoseconds,
            help: SettingHelp(
                "CPU time of an interrupt, on the CPU that submitted: with --completion interrupt, and for IOs that a "
                    + "design leaves unpolled. With --machine it is the machine's where it is not given.",
                "time"),
            read: time(atMost: Bounds.waitNanoseconds, Parse.shortNanoseconds), text: duration)
    }

    /// The CPU time of a submission.
    public static var submitCost: Setting {
        Setting(
            "submit_cost", \.settings.submitCostNanoseconds,
            help: SettingHelp(
                "CPU time to submit an IO, as the block layer and the driver of a real device take.", "time"),
            read: time(atMost: Bounds.waitNanoseconds, Parse.shortNanoseconds), text: duration)
    }

    /// The CPU time of the end of a request.
    public static var completionCost: Setting {
        Setting(
            "completion_cost", \.settings.completionCostNanoseconds,
            help: SettingHelp(
                "CPU time to end an IO on the CPU that reaps it, as the block layer and the driver of a real device "
                    + "take; within the queue's lock with --end in-lock.", "time"),
            emptyInResults: "0s",
            read: time(atMost: Bounds.waitNanoseconds, Parse.shortNanoseconds), text: duration)
    }

    /// The number of IOs that a hardware queue holds.
    public static var queueDepth: Setting {
        Setting(
            "queue_depth", \.settings.queueDepth,
            help: SettingHelp(
                "IOs that a hardware queue holds; an IO that finds it full is retried.", "number"),
            read: number(1...Bounds.modelQueueDepth)
        ) { "\($0)" }
    }
}

extension Setting<ModelRequest> {
    @Sendable private static func isKept(_ word: String) throws(HarnessError) -> Bool {
        try Parse.choice(word) as ModelData == .keep
    }

    @Sendable private static func driveNamed(_ word: String) throws(HarnessError) -> ModelDrive? {
        word == "none" ? nil : try ModelDrive(named: word)
    }

    /// Reads a bound in a range, or 0 for none.
    private static func bound<Value: FixedWidthInteger & Sendable>(
        _ range: ClosedRange<Value>, _ read: @escaping @Sendable (String) throws(HarnessError) -> Value
    ) -> @Sendable (String) throws(HarnessError) -> Value {
        { (word) throws(HarnessError) in
            let value = try read(word)
            guard value == 0 || range.contains(value) else {
                throw .usage("must be 0 or from \(range.lowerBound) to \(range.upperBound)")
            }
            return value
        }
    }

    @Sendable static func duration(_ nanoseconds: UInt64) -> String {
        Nanoseconds(nanoseconds: nanoseconds).word
    }

    @Sendable private static func sectors(_ word: String) throws(HarnessError) -> UInt64 {
        let sectors = try Parse.bytes(word) / Units.sectorBytes
        guard sectors > 0 else { throw .usage("at least \(Units.sectorBytes) bytes") }
        return sectors
    }

    @Sendable private static func ioBytes(_ word: String) throws(HarnessError) -> UInt64 {
        let (bytes, sector) = (try Parse.bytes(word), Units.sectorBytes)
        guard (sector...Bounds.blockBytes).contains(bytes), bytes.isMultiple(of: sector) else {
            let most = ByteCount(bytes: Bounds.blockBytes)
            throw .usage("must be a multiple of \(sector) bytes, not 0, and at most \(most)")
        }
        return bytes
    }
}
