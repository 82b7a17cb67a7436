import BlockLayer
import Placement
import Units

/// Something that cells can differ in: a flag of `pollbench run` that takes a list, a key of a matrix, a part of a
/// cell's name. ``all`` declares them.
public struct Axis: Sendable {
    /// As matrices and the columns of results call it: `batch_submit`.
    public let key: String
    /// As the command line calls it: `--iodepth-batch-submit`.
    public let flag: String
    /// The value that a cell has, as it is read.
    public let text: @Sendable (CellSettings) -> String
    /// The column of results that has the value.
    public let column: Column
    let namePart: @Sendable (CellSettings) -> String?
    private let read: @Sendable (String) throws(HarnessError) -> @Sendable (inout CellSettings) -> Void

    /// - Parameters:
    ///   - flag: nil for the key with hyphens.
    ///   - column: nil for one that is called as the key and holds what is read.
    ///   - naming: how the value stands in a cell's name.
    ///   - read: throws `usage` for what is no value or out of bounds.
    private init<Value: Sendable>(
        _ key: String, flag: String? = nil, column: Column? = nil,
        _ path: any WritableKeyPath<CellSettings, Value> & Sendable,
        _ naming: Naming, read: @escaping @Sendable (String) throws(HarnessError) -> Value,
        text: @escaping @Sendable (CellSettings) -> String
    ) {
        self.key = key
        self.flag = flag ?? "--" + key.replacing("_", with: "-")
        self.text = text
        self.column = column ?? Column(name: key, text: text)
        namePart = { cell in naming.part(text(cell), isDefault: text(cell) == text(CellSettings()), cell) }
        self.read = { (word) throws(HarnessError) in
            let value = try read(word)
            return { $0[keyPath: path] = value }
        }
    }

    /// A column of results, and what stands in it.
    public struct Column: Sendable {
        /// The name of the axis in the name of a cell.
        public let name: String
        /// Empty where the value does not count.
        public let text: @Sendable (CellSettings) -> String
    }

    /// How a value stands in the name of its cell. No two values may look the same there.
    enum Naming: Sendable {
        case always(prefix: String)
        case unlessDefault(prefix: String)
        case custom(@Sendable (CellSettings) -> String?)

        fileprivate func part(_ text: String, isDefault: Bool, _ cell: CellSettings) -> String? {
            switch self {
            case .always(let prefix): prefix + text
            case .unlessDefault(let prefix): isDefault ? nil : prefix + text
            case .custom(let part): part(cell)
            }
        }
    }

    /// Reads one value.
    /// - Throws: `usage` that says what was expected, and not of which axis.
    public func value(_ word: String) throws(HarnessError) -> AxisValue {
        let set = try read(word)
        var cell = CellSettings()
        set(&cell)
        return AxisValue(text: text(cell), set: set)
    }

    /// Reads a list by comma.
    /// - Throws: `usage` for a value that is none, and for one that is there twice.
    public func list(_ words: String) throws(HarnessError) -> AxisList {
        try AxisList(self, Parse.words(words))
    }
}

extension Axis {
    /// In the order in which they vary, the first slowest, and stand in a cell's name.
    public static let all = [
        rw, bs, iodepth, numjobs, queueSharing, pollQueues, batchSubmit, batchComplete, rwmixread, spin, lock,
        end, counts, completion, numa, latency, reloadEvery,
    ]

    /// The mix and order of reads and writes.
    public static let rw = Axis("rw", \.mode, .always(prefix: ""), read: Parse.mode) { $0.mode.rawValue }

    /// The size of an IO.
    public static let bs = Axis(
        "bs", column: Column(name: "bs_bytes") { "\($0.blockBytes)" }, \.blockBytes, .always(prefix: "bs"),
        read: block
    ) { ByteCount(bytes: $0.blockBytes).description }

    /// The number of IOs that each job keeps in flight.
    public static let iodepth = Axis(
        "iodepth", \.depth, .always(prefix: "iodepth"), read: number(1...Bounds.depth)
    ) { String($0.depth) }

    /// The number of jobs.
    public static let numjobs = Axis(
        "numjobs", \.jobs, .always(prefix: "numjobs"), read: number(1...Bounds.jobs)
    ) { String($0.jobs) }

    /// The jobs that may touch a queue.
    public static let queueSharing = Axis(
        "queue_sharing", \.sharing, .custom { $0.sharing == .exclusive ? "own-queues" : nil },
        read: Parse.choice
    ) { $0.sharing.rawValue }

    /// The number of polled queues of each device.
    public static let pollQueues = Axis(
        "poll_queues", \.pollQueues, .custom { $0.sharing == .exclusive ? nil : "queues\($0.queues)" },
        read: number(1...Bounds.queues)
    ) { String($0.queues) }

    /// The number of IOs handed to a queue at once.
    public static let batchSubmit = Axis(
        "batch_submit", flag: "--iodepth-batch-submit", \.batchSubmit,
        .unlessDefault(prefix: "batch-submit"), read: number(1...Bounds.depth)
    ) { String($0.batchSubmit) }

    /// The number of IOs that must have completed before new ones are submitted.
    public static let batchComplete = Axis(
        "batch_complete", flag: "--iodepth-batch-complete", \.batchComplete,
        .unlessDefault(prefix: "batch-complete"), read: number(1...Bounds.depth)
    ) { String($0.batchComplete) }

    /// The reads of a mixed workload, in per cent.
    public static let rwmixread = Axis(
        "rwmixread", column: Column(name: "rwmixread") { $0.mode.isMixed ? "\($0.readMix)" : "" }, \.readMix,
        .unlessDefault(prefix: "rwmixread"), read: number(0...100)
    ) { String($0.readMix) }

    /// The time for which a poll stays on an empty queue.
    public static let spin = Axis("spin", \.spin, .unlessDefault(prefix: "spin-"), read: spinPolicy) {
        $0.spin.text
    }

    /// The way in which a poll takes the completion lock.
    public static let lock = Axis(
        "lock", \.locking, .unlessDefault(prefix: "lock-"), read: choiceOrDesign
    ) { $0.locking?.rawValue ?? "design" }

    /// The time at which reaped leaves end: in the lock or after it.
    public static let end = Axis("end", \.ending, .unlessDefault(prefix: "end-"), read: Parse.choice) {
        $0.ending.rawValue
    }

    /// The way in which parts of an IO are counted down.
    public static let counts = Axis(
        "counts", \.counting, .unlessDefault(prefix: "counts-"), read: choiceOrDesign
    ) { $0.counting?.rawValue ?? "design" }

    /// The way in which completions arrive.
    public static let completion = Axis(
        "completion", \.completion, .unlessDefault(prefix: "completion-"), read: completionKind
    ) { ($0.completion ?? .polled).rawValue }

    /// The placement of memory on NUMA nodes.
    public static let numa = Axis("numa", \.numa, .unlessDefault(prefix: "numa-"), read: Parse.choice) {
        $0.numa.rawValue
    }

    /// The sampling of latencies.
    public static let latency = Axis(
        "latency", \.sampling, .unlessDefault(prefix: "latency-"), read: Parse.choice
    ) { $0.sampling.rawValue }

    /// The interval at which tables are loaded anew.
    public static let reloadEvery = Axis(
        "reload_every", \.reloadNanoseconds, .unlessDefault(prefix: "reload-"), read: interval
    ) { $0.reloadNanoseconds.map { Nanoseconds(nanoseconds: $0).word } ?? "never" }

    private static func interval(_ word: String) throws(HarnessError) -> UInt64? {
        if word == "never" { return nil }
        let nanoseconds = try Parse.nanoseconds(word)
        guard (1...Bounds.runNanoseconds).contains(nanoseconds) else {
            throw .usage(
                "must be more than 0 and at most \(Nanoseconds(nanoseconds: Bounds.runNanoseconds)), or never"
            )
        }
        return nanoseconds
    }

    private static func number(
        _ range: ClosedRange<Int>
    ) -> @Sendable (String) throws(HarnessError) -> Int {
        { (word) throws(HarnessError) in
            let number = try Parse.number(word)
            guard range.contains(number) else {
                throw .usage("must be from \(range.lowerBound) to \(range.upperBound)")
            }
            return number
        }
    }

    private static func completionKind(_ word: String) throws(HarnessError) -> Completion? {
        try Parse.choice(word) as Completion
    }

    /// A choice, or nil for the way of the design's source.
    private static func choiceOrDesign<Choice: RawRepresentable<String> & CaseIterable>(
        _ word: String
    ) throws(HarnessError) -> Choice? {
        if word == "design" { return nil }
        if let choice = Choice(rawValue: word) { return choice }
        let words = ["design"] + Choice.allCases.map(\.rawValue)
        throw .usage("expected one of \(words.joined(separator: ", "))")
    }

    private static func block(_ word: String) throws(HarnessError) -> UInt64 {
        let bytes = try Parse.bytes(word)
        guard bytes > 0, bytes.isMultiple(of: Units.sectorBytes) else {
            throw .usage("must be a multiple of \(Units.sectorBytes) bytes, and not 0")
        }
        guard bytes <= Bounds.blockBytes else {
            throw .usage("at most \(ByteCount(bytes: Bounds.blockBytes))")
        }
        return bytes
    }

    private static func spinPolicy(_ word: String) throws(HarnessError) -> SpinPolicy {
        let policy = try SpinPolicy(parsing: word)
        if case .bounded(let limit) = policy, limit > Bounds.waitNanoseconds {
            throw .usage("bounded: at most \(Nanoseconds(nanoseconds: Bounds.waitNanoseconds))")
        }
        return policy
    }
}

extension Axis {
    /// The axes that change how a design works. Those that say what it is to do are none of them.
    public static func switches(of design: CatalogueEntry) -> [Axis] {
        // What the kernel does, it does its own way; and who waits for interrupts has queues of its own.
        if design.isKernel { return [completion] }
        if design.waitsForInterrupts { return [lock, end, counts, spin, batchSubmit] }
        return [lock, end, counts, spin, queueSharing, pollQueues, batchSubmit, completion]
    }
}
