import Results
import Statistics

/// Judges findings by the rows of a run.
public struct Judge: Sendable {
    /// The numbers of CPUs and NUMA nodes for jobs.
    let cpus: Int
    let nodes: Int
    /// The reason why a figure was left out of the run, by its name.
    let leftOut: [String: String]
    /// The rows that count.
    private let rows: [CellRow]
    private let invalidReason: [String: String]
    /// The number of invalid rows, and whether they count.
    private let invalidCount: Int
    private let countsInvalid: Bool

    /// - Parameter countsInvalid: whether invalid rounds count.
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
        return Judgement(
            relation: relation, verdict: Self.verdict(ratio, rounds: rounds.count, relation.expected),
            ratio: ratio, cause: cause)
    }

    /// The first setting in which rows of one figure differ, or differ from what was posted; nil if none does.
    private func difference(in relation: Relation) -> String? {
        let sides = [relation.numerator, relation.denominator].flatMap { quantity in
            [quantity.rows(in: rows), quantity.baseRows(in: rows)].map { (figure: quantity.figure, rows: $0) }
        }
        .filter { !$0.rows.isEmpty }
        for side in sides {
            let threads = PostedFigure.named(side.figure)?.threads
            guard let row = side.rows.first(where: { $0.numjobs != threads }) else { continue }
            return "\(side.figure) was measured with numjobs \(row.numjobs), and posted with \(threads ?? 0)"
        }
        let all = sides.flatMap(\.rows)
        if Set(all.map(\.machineKey)).count > 1 {
            let names = Set(all.map { $0.machine ?? "this machine" }).sorted()
            return "\(sides[0].figure): on different machines: "
                + (names.count > 1 ? names.joined(separator: ", ") : "several descriptions of \(names[0])")
        }
        for side in sides {
            guard let first = sides.first(where: { $0.figure == side.figure }) else { continue }
            let difference = SettingDifference(
                (first.figure, first.rows), (side.figure, side.rows), in: Self.settings)
            if let difference { return "\(side.figure): \(difference.text)" }
        }
        return nil
    }

    /// The settings that all cells of a figure share. Queues, CPUs and completion depend on the design.
    private static let settings = CellRow.settings.filter {
        ![
            "design", "completion", "queue_sharing", "poll_queues", "threads_per_queue", "cpus", "numa",
            "kernel_device",
        ].contains($0.name)
    }

    /// A note on the invalid rounds; nil if there are none.
    public var note: String? {
        guard invalidCount > 0 else { return nil }
        let what = invalidCount == 1 ? "1 row is" : "\(invalidCount) rows are"
        let reason = invalidReason.sorted { $0.key < $1.key }.first.map { ": \($0.value)" } ?? ""
        return
            "\(what) marked invalid and \(countsInvalid ? "counted anyway" : "not counted")\(reason)"
    }

    private static func verdict(
        _ ratio: Judgement.Ratio, rounds: Int, _ expected: ClosedRange<Double>
    ) -> Judgement.Outcome {
        guard rounds >= fewestRounds, let change = ratio.change else {
            return .undecided("\(rounds) of \(fewestRounds) rounds")
        }
        return switch change.isInside(expected) {
        case true?: .holds
        case false?: .doesNotHold
        case nil: .undecided("the interval is too wide")
        }
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
