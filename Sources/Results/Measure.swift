/// Something that was measured, as tables and figures show it.
public struct Measure: Sendable {
    /// Which value designs are to be proud of.
    public enum Best: Sendable { case highest, lowest, none }

    public let name: String
    public let best: Best
    let quantity: PeopleFormat.Quantity
    /// Nil where it was not measured.
    public let value: @Sendable (CellRow) -> Double?

    init(
        _ name: String, _ quantity: PeopleFormat.Quantity, best: Best = .none,
        _ value: @escaping @Sendable (CellRow) -> Double?
    ) {
        self.name = name
        self.quantity = quantity
        self.best = best
        self.value = value
    }

    func median(of cell: CellSummary) -> Double? {
        cell.median(higherIsBetter: best == .highest, value)
    }

    /// Which of the cells are the best of their setting, among those that can be trusted; none where there is no other
    /// to compare with.
    func bestCells(of cells: [CellSummary]) -> Set<Int> {
        guard best != .none else { return [] }
        let settings = Dictionary(grouping: cells.indices) { cells[$0].settingID }
        return settings.values.reduce(into: []) { found, setting in
            guard setting.count > 1 else { return }
            let trusted = setting.filter { cells[$0].isTrusted }
                .compactMap { cell in median(of: cells[cell]).map { (cell: cell, median: $0) } }
            let medians = trusted.map(\.median)
            guard let winner = best == .highest ? medians.max() : medians.min() else { return }
            found.formUnion(trusted.filter { $0.median == winner }.map(\.cell))
        }
    }
}

extension Measure {
    public static let iops = Measure("iops", .rate, best: .highest, \.iops)
    public static let latencyP50 = Measure("p50", .time, best: .lowest) {
        $0.latencyP50Nanoseconds.map { Double($0) }
    }
    public static let latencyP99 = Measure("p99", .time, best: .lowest) {
        $0.latencyP99Nanoseconds.map { Double($0) }
    }
    public static let lagP99 = Measure("lag p99", .time, best: .lowest) {
        $0.lagP99Nanoseconds.map { Double($0) }
    }
    public static let cpu = Measure("cpu", .perIO("ns/IO"), best: .lowest) { row in
        guard let user = row.cpuUserNanosecondsPerIO, let system = row.cpuSystemNanosecondsPerIO
        else { return nil }
        return user + system
    }
    public static let emptyPolls = Measure("empty", .perIO("/IO"), \.emptyQueuePollsPerIO)
    public static let lockWaits = Measure("waits", .perIO("/IO"), \.lockWaitsPerIO)

    /// The columns of the table, in their order.
    static let columns = [
        iops,
        Measure("mean", .time, best: .lowest, \.latencyMeanNanoseconds),
        latencyP50,
        latencyP99,
        Measure("p99.9", .time, best: .lowest) { $0.latencyP999Nanoseconds.map { Double($0) } },
        lagP99,
        cpu,
        Measure("polls", .perIO("/IO"), \.queuePollsPerIO),
        emptyPolls,
        Measure("foreign", .perIO("/IO"), \.foreignCompletionsPerIO),
        lockWaits,
        Measure("skips", .perIO("/IO"), \.busySkipsPerIO),
        Measure("irqs", .perIO("/IO"), \.interruptsPerIO),
    ]
}
