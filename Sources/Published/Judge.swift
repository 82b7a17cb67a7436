import Results
import Statistics

/// Judges findings by the rows of one machine.
public struct Judge: Sendable {
    let machine: FigureMachine
    /// The reason why a figure was left out of the run, by its name.
    let leftOut: [String: String]
    /// The figures that have rows.
    private let ran: Set<String>
    /// The rows that count.
    private let rows: [CellRow]
    private let invalidReason: [String: String]
    /// The number of invalid rows, and whether they count.
    private let invalidCount: Int
    private let countsInvalid: Bool

    /// - Parameters:
    ///   - rows: of any machines.
    ///   - countsInvalid: whether invalid rounds count.
    public init(
        _ rows: [CellRow], on machine: FigureMachine, leftOut: [String: String] = [:],
        countsInvalid: Bool = false
    ) {
        let own = rows.filter { $0.machine == machine.name }
        self.machine = machine
        self.leftOut = leftOut
        self.countsInvalid = countsInvalid
        ran = Set(own.compactMap(\.stackName))
        invalidCount = own.count { !$0.valid }
        self.rows = own.filter { $0.valid || countsInvalid }
        invalidReason = own.reduce(into: [:]) { reasons, row in
            if let name = row.stackName, let reason = row.invalidReason { reasons[name] = reason }
        }
    }

    /// Whether each of the relation's figures has rows, valid or not.
    func hasRows(of relation: Relation) -> Bool { relation.figures.allSatisfy { ran.contains($0.id) } }

    /// The judgement of one relation.
    public func judgement(of relation: Relation) -> Judgement {
        if let obstacle = relation.figures.compactMap(\.obstacle).first {
            return Judgement(machine: machine, verdict: .notPosted(obstacle))
        }
        if let difference = difference(in: relation) {
            return Judgement(machine: machine, verdict: .undecided(difference))
        }
        let numerators = relation.numerator.values(in: rows)
        let denominators = relation.denominator.values(in: rows)
        let rounds = numerators.keys.sorted().compactMap { round -> Pair? in
            guard let base = denominators[round], let candidate = numerators[round] else { return nil }
            return Pair(base: base, candidate: candidate)
        }
        guard let ratio = Judgement.Ratio(of: rounds) else {
            return Judgement(machine: machine, verdict: .undecided(reasonForNothing(relation)))
        }
        let cause = Cause.text(
            from: relation.denominator.rows(in: rows), to: relation.numerator.rows(in: rows))
        return Judgement(
            machine: machine, verdict: Self.verdict(ratio, rounds: rounds.count, relation.expected),
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
        if Set(all.map(RowMachines(all).key)).count > 1 {
            return "\(sides[0].figure): on several descriptions of \(machine.name ?? "this machine")"
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
        if let lack = machine.lack(for: figures) { return lack }
        if let reason = figures.compactMap({ leftOut[$0.id] }).first { return reason }
        if let reason = figures.compactMap({ invalidReason[$0.id] }).first {
            return "no valid round (\(reason))"
        }
        return "not in this run"
    }
}
