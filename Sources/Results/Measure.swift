import Statistics
import Units

/// Something that was measured, as tables and figures show it.
public struct Measure: Sendable {
    /// The better value.
    public enum Best: Sendable { case highest, lowest, none }

    /// The name of the column.
    public let name: String
    /// The better end: the highest value or the lowest.
    public let best: Best
    /// A difference of times that is no more says nothing: it is less than a turn of a loop that polls. As in
    /// `compare`; 0 for what is no time.
    public var floorNanoseconds: Double { if case .time = quantity { 50 } else { 0 } }
    let quantity: HumanNumber.Quantity
    /// The words for it in sentences.
    var words = Words(subject: "", plural: "values", superlative: "best", worse: "worse", positive: "much")
    /// Nil where it was not measured.
    public let value: @Sendable (CellRow) -> Double?

    /// The words of sentences: `p99 latency`, `p99 latencies`, `shortest`, `longer`, times as `long`.
    struct Words: Sendable {
        let subject: String
        let plural: String
        let superlative: String
        let worse: String
        let positive: String
    }

    init(
        _ name: String, _ quantity: HumanNumber.Quantity, best: Best = .none,
        _ value: @escaping @Sendable (CellRow) -> Double?
    ) {
        self.name = name
        self.quantity = quantity
        self.best = best
        self.value = value
    }

    /// Values with their unit, in three digits: `2.78M to 2.81M IOPS`, `24.2 µs`; one of both if they look alike.
    func text(from low: Double, to high: Double) -> String {
        let scale = HumanNumber.Scale(quantity, of: [low])
        var (suffix, unit) = ("", " " + scale.unit)
        if case .rate = quantity { (suffix, unit) = (scale.unit == "/s" ? "" : scale.unit, " IOPS") }
        let texts = [low, high].map { scale.text($0) + suffix }
        return (texts[0] == texts[1] ? texts[0] : texts.joined(separator: " to ")) + unit
    }

    func median(of cell: CellSummary) -> Double? {
        cell.median(higherIsBetter: best == .highest, value)
    }

    /// The middle of the rounds that are shown, of two the mean; nil where none measured it.
    public func middle(of cell: CellSummary) -> Double? {
        cell.shown.compactMap(value).filter(\.isFinite).median
    }

    /// Which of the cells are the best of their setting, among those that can be trusted and did the same work; none
    /// where there is no other to compare with.
    func bestCells(of cells: [CellSummary]) -> Set<Int> {
        guard best != .none else { return [] }
        let settings = Dictionary(grouping: cells.indices) { cells[$0].settingID }
        return settings.values.reduce(into: []) { found, setting in
            guard setting.count > 1 else { return }
            let work = WorkDone(of: setting.map { cells[$0] })
            let trusted = setting.filter { cells[$0].isTrusted && work.isAsAsked(cells[$0]) }
                .compactMap { cell in median(of: cells[cell]).map { (cell: cell, median: $0) } }
            let medians = trusted.map(\.median)
            guard let winner = best == .highest ? medians.max() : medians.min() else { return }
            found.formUnion(trusted.filter { $0.median == winner }.map(\.cell))
        }
    }
}

extension Measure {
    /// The rate of IOs.
    public static let iops = Measure("iops", .rate, best: .highest, \.iops).spoken(
        "Rate", plural: "rates", superlative: "fastest", worse: "slower", positive: "slow")
    /// The median latency.
    public static let latencyP50 = Measure("p50", .time, best: .lowest) {
        $0.latencyP50Nanoseconds.map { Double($0) }
    }
    /// The 99th percentile of the latency.
    public static let latencyP99 = Measure("p99", .time, best: .lowest) {
        $0.latencyP99Nanoseconds.map { Double($0) }
    }.spoken(
        "p99 latency", plural: "p99 latencies", superlative: "shortest", worse: "longer", positive: "long")
    /// The 99th percentile of the detection lag.
    public static let lagP99 = Measure("lag p99", .time, best: .lowest) {
        $0.lagP99Nanoseconds.map { Double($0) }
    }.spoken(
        "p99 detection lag", plural: "p99 lags", superlative: "shortest", worse: "longer", positive: "long")
    /// The CPU time of an IO.
    public static let cpu = Measure("cpu", .perIO("ns/IO"), best: .lowest) { row in
        guard let user = row.cpuUserNanosecondsPerIO, let system = row.cpuSystemNanosecondsPerIO
        else { return nil }
        return user + system
    }.spoken(
        "CPU time per IO", plural: "CPU times", superlative: "least", worse: "more", positive: "much")

    private func spoken(
        _ subject: String, plural: String, superlative: String, worse: String, positive: String
    ) -> Measure {
        var measure = self
        measure.words = Words(
            subject: subject, plural: plural, superlative: superlative, worse: worse, positive: positive)
        return measure
    }

    /// The polls of queues that found nothing, for an IO.
    public static let emptyPolls = Measure("empty", .perIO("/IO"), \.emptyQueuePollsPerIO)
    /// The waits for locks, for an IO.
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
