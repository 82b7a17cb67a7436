import BlockLayer

/// Lists of settings, of which every combination is a cell.
public struct Sweep: Sendable {
    public var modes: [AccessMode] = [.randread]
    public var blockBytes: [UInt64] = [4096]
    public var depths: [Int] = [1]
    public var jobs: [Int] = [1]
    /// Hardware queues per leaf; nil for as many as there are jobs.
    public var pollQueues: [Int]?
    public var sharings: [QueueSharing] = [.shared]

    public init() {}

    /// The cells, the first list varying slowest.
    /// Throws `usage` for an empty list, for a value that a list has twice, and for too many cells.
    public func cells() throws(HarnessError) -> [CellSettings] {
        try Self.check(modes.map(\.rawValue), "--rw")
        try Self.check(blockBytes, "--bs")
        try Self.check(depths, "--iodepth")
        try Self.check(jobs, "--numjobs")
        if let pollQueues { try Self.check(pollQueues, "--poll-queues") }
        try Self.check(sharings.map(\.rawValue), "--queue-sharing")
        let queues: [Int?] = pollQueues.map { $0.map(Optional.some) } ?? [nil]
        let counts = [modes.count, blockBytes.count, depths.count, jobs.count, sharings.count, queues.count]
        guard counts.reduce(1.0, { $0 * Double($1) }) <= Double(Bounds.cells) else {
            throw .usage("the lists make more than \(Bounds.cells) cells: shorten them")
        }
        var cells = [CellSettings()]
        cells = Self.vary(cells, modes) { $0.mode = $1 }
        cells = Self.vary(cells, blockBytes) { $0.blockBytes = $1 }
        cells = Self.vary(cells, depths) { $0.depth = $1 }
        cells = Self.vary(cells, jobs) { $0.jobs = $1 }
        cells = Self.vary(cells, sharings) { $0.sharing = $1 }
        return Self.vary(cells, queues) { $0.pollQueues = $1 ?? $0.jobs }
    }

    private static func vary<Value>(
        _ cells: [CellSettings], _ values: [Value], _ set: (inout CellSettings, Value) -> Void
    ) -> [CellSettings] {
        cells.flatMap { cell in
            values.map { value in
                var varied = cell
                set(&varied, value)
                return varied
            }
        }
    }

    private static func check<Value: Hashable>(_ values: [Value], _ flag: String) throws(HarnessError) {
        guard !values.isEmpty else { throw .usage("\(flag) has no value") }
        var seen: Set<Value> = []
        for value in values where !seen.insert(value).inserted {
            throw .usage("\(flag) has \(value) twice")
        }
    }
}
