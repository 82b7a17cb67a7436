import Results
import Statistics

/// Two results beside each other, cell by cell and metric by metric.
public struct Comparison: Sendable {
    /// The name of the base.
    public let base: String
    /// The name of the candidate.
    public let candidate: String
    /// The confidence of the verdicts, as a part of 1.
    public let confidence: Double
    /// Whether values were taken to repeat; then nothing is left to chance, and the confidence means nothing.
    public let isDeterministic: Bool
    /// The quantile of the rounds of each side that counts, see ``Criteria/quantile``.
    public let quantile: Double
    /// Whether both were measured in turns.
    public let isInterleaved: Bool
    /// Whether invalid rounds count.
    public let countsInvalid: Bool
    /// Other differences between the two, a line each.
    public let differences: [String]
    public let cells: [CellComparison]
    /// Notes on the criteria and on the order of the rounds, a line each.
    public let notes: [String]

    /// - Parameters:
    ///   - differences: those between the environments.
    ///   - obstacle: why a change could have another cause than the candidate; then all cells are inconclusive.
    /// - Throws: if both are the same run.
    public init(
        _ base: ComparisonSide, _ candidate: ComparisonSide, _ criteria: Criteria, differences: [String] = [],
        obstacle: String? = nil
    ) throws(ComparisonError) {
        guard !base.sharesRun(with: candidate) else {
            throw ComparisonError(
                "\(base.path) and \(candidate.path) hold rows of the same run: name two runs")
        }
        (self.base, self.candidate) = (base.path, candidate.path)
        (confidence, countsInvalid) = (criteria.confidence, criteria.countsInvalid)
        self.differences = differences
        (isDeterministic, quantile) = (criteria.isDeterministic, criteria.quantile)
        isInterleaved = base.takesTurns(with: candidate)
        let names = base.cells + candidate.cells.filter { base.rounds(of: $0).isEmpty }
        if let obstacle {
            cells = names.flatMap { cell in
                criteria.metrics.map { CellComparison(cell, $0, .inconclusive, obstacle) }
            }
        } else {
            cells = Self.compared(names, base, candidate, criteria, inTurns: isInterleaved)
        }
        notes =
            criteria.notes(on: cells) + Self.differences(names, base, candidate, criteria)
            + (base.alternates(with: candidate) ? [Self.fixedOrder] : [])
    }

    /// The differing settings of cells that were compared anyway, a line each.
    private static func differences(
        _ names: [String], _ base: ComparisonSide, _ candidate: ComparisonSide, _ criteria: Criteria
    ) -> [String] {
        guard criteria.allowsDifferent else { return [] }
        return names.compactMap { cell in
            base.difference(of: cell, to: candidate).map { "\(cell): \($0.text)" }
        }
    }

    private static let fixedOrder =
        "the sides took turns in a fixed order, not in a random one as by pollbench gate: a disturbance with the same "
        + "period would look like a change"

    /// The message if the base is newer than the candidate; nil if it is not.
    public static func swapObstacle(_ base: ComparisonSide, _ candidate: ComparisonSide) -> String? {
        base.isLater(than: candidate) ? "the base was measured after the candidate: are they swapped?" : nil
    }

    private static func compared(
        _ names: [String], _ base: ComparisonSide, _ candidate: ComparisonSide, _ criteria: Criteria,
        inTurns: Bool
    ) -> [CellComparison] {
        let outcomes = names.flatMap { cell in
            let pairs = CellPairs(of: cell, base, candidate, criteria)
            return criteria.metrics.map { metric -> (String, Metric, Evidence.Outcome) in
                switch pairs {
                case .decided(let verdict, let reason): (cell, metric, .decided(verdict, reason))
                case .rounds(let rounds, let losses):
                    (
                        cell, metric,
                        Evidence.gather(
                            rounds, of: metric, on: cell, inTurns: inTurns, losses: losses, criteria)
                    )
                }
            }
        }
        return weighed(outcomes, criteria)
    }

    /// The verdicts, with all tests corrected for each other.
    private static func weighed(
        _ outcomes: [(String, Metric, Evidence.Outcome)], _ criteria: Criteria
    ) -> [CellComparison] {
        let measured = outcomes.compactMap { _, _, outcome -> Evidence? in
            if case .measured(let evidence) = outcome { evidence } else { nil }
        }
        let weighings = criteria.isDeterministic ? [] : Weighing.of(measured, criteria)
        var weighing = weighings.makeIterator()
        return outcomes.map { cell, metric, outcome in
            switch outcome {
            case .decided(let verdict, let reason): CellComparison(cell, metric, verdict, reason)
            case .measured(let evidence):
                CellComparison(
                    cell, metric,
                    evidence.finding(
                        of: metric, weighing.next(), criteria, criteria.acceptance(of: cell, metric)),
                    rounds: evidence.rounds)
            }
        }
    }

    /// The worst verdict: worse before inconclusive before accepted, better and same.
    public var verdict: Verdict {
        let verdicts = Set(cells.map(\.verdict))
        return [.worse, .inconclusive, .accepted, .better].first(where: verdicts.contains) ?? .same
    }

    /// `2 worse, 1 inconclusive, 9 same`.
    public var summary: String {
        let order: [Verdict] = [.worse, .accepted, .inconclusive, .better, .same]
        let counts = order.map { verdict in (verdict, cells.count { $0.verdict == verdict }) }
        return counts.filter { $0.1 > 0 }.map { "\($0.1) \($0.0.rawValue)" }.joined(separator: ", ")
    }
}
