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
    /// Whether values were taken to repeat; then nothing was left to chance, and the confidence says nothing.
    public let isDeterministic: Bool
    /// Which round of each side counts, see ``Judgement/quantile``.
    public let quantile: Double
    /// Whether both were measured in turns.
    public let isInterleaved: Bool
    /// Whether rounds count that are marked as not to be trusted.
    public let countsInvalid: Bool
    /// What else differs between the two, a line each.
    public let differences: [String]
    public let cells: [CellComparison]
    /// What is to be said of what it went by, a line each.
    public let notes: [String]

    /// - Parameters:
    ///   - differences: of the environments.
    ///   - obstacle: why no change could be put down to the candidate; then nothing is concluded.
    /// - Throws: if both are the same run.
    public init(
        _ base: ResultSet, _ candidate: ResultSet, _ judgement: Judgement, differences: [String] = [],
        obstacle: String? = nil
    ) throws(ComparisonError) {
        guard !base.sharesRun(with: candidate) else {
            throw ComparisonError(
                "\(base.path) and \(candidate.path) hold rows of the same run: name two runs")
        }
        (self.base, self.candidate) = (base.path, candidate.path)
        (confidence, countsInvalid) = (judgement.confidence, judgement.countsInvalid)
        self.differences = differences
        (isDeterministic, quantile) = (judgement.isDeterministic, judgement.quantile)
        isInterleaved = base.takesTurns(with: candidate)
        let names = base.cells + candidate.cells.filter { base.rounds(of: $0).isEmpty }
        if let obstacle {
            cells = names.flatMap { cell in
                judgement.metrics.map { CellComparison(cell, $0, .inconclusive, obstacle) }
            }
        } else {
            cells = Self.compared(names, base, candidate, judgement, inTurns: isInterleaved)
        }
        notes =
            judgement.notes(on: cells) + Self.differences(names, base, candidate, judgement)
            + (base.alternates(with: candidate) ? [Self.fixedOrder] : [])
    }

    /// In what cells differ that were compared all the same, a line each.
    private static func differences(
        _ names: [String], _ base: ResultSet, _ candidate: ResultSet, _ judgement: Judgement
    ) -> [String] {
        guard judgement.allowsDifferent else { return [] }
        return names.compactMap { cell in
            base.difference(of: cell, to: candidate).map { "\(cell): \($0.text)" }
        }
    }

    private static let fixedOrder =
        "the sides took turns in a fixed order, not in one that was drawn at random as pollbench gate does: a "
        + "disturbance with the same period would look like a change"

    /// Why nothing can be concluded from two results that were given the wrong way round; nil if they are not.
    public static func swapObstacle(_ base: ResultSet, _ candidate: ResultSet) -> String? {
        base.isLater(than: candidate) ? "the base was measured after the candidate: are they swapped?" : nil
    }

    private static func compared(
        _ names: [String], _ base: ResultSet, _ candidate: ResultSet, _ judgement: Judgement, inTurns: Bool
    ) -> [CellComparison] {
        let outcomes = names.flatMap { cell in
            let pairs = CellPairs(of: cell, base, candidate, judgement)
            return judgement.metrics.map { metric -> (String, Metric, Evidence.Outcome) in
                switch pairs {
                case .decided(let verdict, let reason): (cell, metric, .decided(verdict, reason))
                case .rounds(let rounds, let losses):
                    (
                        cell, metric,
                        Evidence.gather(
                            rounds, of: metric, on: cell, inTurns: inTurns, losses: losses, judgement)
                    )
                }
            }
        }
        return weighed(outcomes, judgement)
    }

    /// Gives all their verdicts, the tests corrected for each other.
    private static func weighed(
        _ outcomes: [(String, Metric, Evidence.Outcome)], _ judgement: Judgement
    ) -> [CellComparison] {
        let measured = outcomes.compactMap { _, _, outcome -> Evidence? in
            if case .measured(let evidence) = outcome { evidence } else { nil }
        }
        let weighings = judgement.isDeterministic ? [] : Weighing.of(measured, judgement)
        var weighing = weighings.makeIterator()
        return outcomes.map { cell, metric, outcome in
            switch outcome {
            case .decided(let verdict, let reason): CellComparison(cell, metric, verdict, reason)
            case .measured(let evidence):
                CellComparison(
                    cell, metric,
                    evidence.finding(
                        of: metric, weighing.next(), judgement, judgement.acceptance(of: cell, metric)),
                    rounds: evidence.rounds)
            }
        }
    }

    /// The worst that was found: worse before inconclusive before accepted, better and same.
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
