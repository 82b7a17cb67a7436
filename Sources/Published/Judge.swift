import Results
import Statistics

/// Judges findings by the rows of a run.
public struct Judge: Sendable {
    /// CPUs and NUMA nodes that jobs could have.
    let cpus: Int
    let nodes: Int
    /// Why a figure was left out of the run, by its name.
    let leftOut: [String: String]
    /// The rows that count.
    private let rows: [CellRow]
    private let invalidReason: [String: String]
    /// How many rows are marked as not to be trusted, and whether they count.
    private let invalidCount: Int
    private let countsInvalid: Bool

    /// Fewer rounds decide nothing.
    static let fewestRounds = Statistics.fewestRounds

    /// - Parameter countsInvalid: whether rounds count too that are marked as not to be trusted.
    public init(
        _ rows: [CellRow], cpus: Int, nodes: Int, leftOut: [String: String] = [:], countsInvalid: Bool = false
    ) {
        self.cpus = cpus
        self.nodes = nodes
        self.leftOut = leftOut
        self.countsInvalid = countsInvalid
        invalidCount = rows.count { !$0.valid }
        self.rows = rows.filter { $0.valid || countsInvalid }
        invalidReason = rows.reduce(into: [:]) { reasons, row in
            if let name = row.stackName, let reason = row.invalidReason { reasons[name] = reason }
        }
    }

    /// The judgement of one relation.
    public func judgement(of relation: Relation) -> Judgement {
        if let obstacle = relation.figures.compactMap(\.obstacle).first {
            return Judgement(relation: relation, verdict: .undecided(obstacle), ratio: nil, cause: nil)
        }
        if let difference = difference(in: relation) {
            return Judgement(relation: relation, verdict: .undecided(difference), ratio: nil, cause: nil)
        }
        let numerators = relation.numerator.values(in: rows)
        let denominators = relation.denominator.values(in: rows)
        let rounds = numerators.keys.sorted().compactMap { round -> Pair? in
            guard let base = denominators[round], let candidate = numerators[round] else { return nil }
            return Pair(base: base, candidate: candidate)
        }
        guard let ratio = Judgement.Ratio(of: rounds) else {
            return Judgement(
                relation: relation, verdict: .undecided(reasonForNothing(relation)), ratio: nil, cause: nil)
        }
        let cause = Cause.text(
            from: relation.denominator.rows(in: rows), to: relation.numerator.rows(in: rows))
        let verdict =
            rounds.count < Self.fewestRounds
            ? .undecided("\(rounds.count) of \(Self.fewestRounds) rounds")
            : Self.verdict(ratio.interval, relation.expected)
        return Judgement(relation: relation, verdict: verdict, ratio: ratio, cause: cause)
    }

    /// In what rows of one figure were asked for different things, or for something else than was posted; nil if in
    /// nothing.
    private func difference(in relation: Relation) -> String? {
        let sides = [relation.numerator, relation.denominator].flatMap { quantity in
            [quantity.rows(in: rows), quantity.baseRows(in: rows)].map { (figure: quantity.figure, rows: $0) }
        }
        .filter { !$0.rows.isEmpty }
        for side in sides {
            let threads = Figure.named(side.figure)?.threads
            guard let row = side.rows.first(where: { $0.numjobs != threads }) else { continue }
            return "\(side.figure) was measured with numjobs \(row.numjobs), and posted with \(threads ?? 0)"
        }
        for side in sides {
            guard let first = sides.first(where: { $0.figure == side.figure }) else { continue }
            let difference = SettingDifference(
                (first.figure, first.rows), (side.figure, side.rows), in: Self.settings)
            if let difference { return "\(side.figure): \(difference.text)" }
        }
        return nil
    }

    /// What all cells of a figure share. Which queues and CPUs a design has is its own, and so is how it completes.
    private static let settings = CellRow.settings.filter {
        ![
            "design", "completion", "queue_sharing", "poll_queues", "threads_per_queue", "cpus", "numa",
            "kernel_device",
        ].contains($0.name)
    }

    /// What has to be known of the rounds that are marked as not to be trusted; nil if there are none.
    public var note: String? {
        guard invalidCount > 0 else { return nil }
        let what = invalidCount == 1 ? "1 row is" : "\(invalidCount) rows are"
        let reason = invalidReason.sorted { $0.key < $1.key }.first.map { ": \($0.value)" } ?? ""
        return
            "\(what) marked as not to be trusted and \(countsInvalid ? "counted all the same" : "not counted")\(reason)"
    }

    static func verdict(_ interval: Interval, _ expected: ClosedRange<Double>) -> Verdict {
        if expected.contains(interval.lower) && expected.contains(interval.upper) { return .holds }
        if interval.upper < expected.lowerBound || interval.lower > expected.upperBound {
            return .doesNotHold
        }
        return .undecided("the interval is too wide")
    }

    private func reasonForNothing(_ relation: Relation) -> String {
        let figures = relation.figures
        if let most = figures.map(\.threads).max(), most > cpus {
            return "needs \(most) CPUs, here are \(cpus)"
        }
        if let most = figures.map(\.nodes).max(), most > nodes {
            return "needs \(most) NUMA nodes, here \(nodes == 1 ? "is 1" : "are \(nodes)")"
        }
        if let reason = figures.compactMap({ leftOut[$0.id] }).first { return reason }
        if let reason = figures.compactMap({ invalidReason[$0.id] }).first {
            return "no valid round (\(reason))"
        }
        return "not in this run"
    }
}
