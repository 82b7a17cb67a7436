import Results
import Statistics

/// The rounds of a cell that both sides have and that count, in the order of the base's time; or a verdict if there is
/// nothing to compare.
enum CellPairs {
    /// The text says why missing rounds may hide something; nil if they do not.
    case rounds([(base: CellRow, candidate: CellRow)], losses: String?)
    case decided(Verdict, String)

    /// - Parameter criteria: the number of rounds needed, and whether invalid rounds count.
    init(of cell: String, _ base: ComparisonSide, _ candidate: ComparisonSide, _ criteria: Criteria) {
        let (left, right) = (base.rounds(of: cell), candidate.rounds(of: cell))
        if right.isEmpty {
            self = .decided(.inconclusive, "the candidate lacks the cell")
        } else if left.isEmpty {
            self = .decided(.inconclusive, "the base lacks the cell")
        } else if !criteria.allowsDifferent, let difference = base.difference(of: cell, to: candidate) {
            self = .decided(.inconclusive, difference.text)
        } else if let failed = Self.failures(left, right) {
            self = failed
        } else {
            self = Self.paired(left, right, criteria)
        }
    }

    /// The verdict on failed IOs: the numbers of a run that does not work mean nothing.
    private static func failures(_ base: [Int: CellRow], _ candidate: [Int: CellRow]) -> CellPairs? {
        func failed(_ rounds: [Int: CellRow]) -> UInt64 { rounds.values.reduce(0) { $0 &+ ($1.errors ?? 0) } }
        switch (failed(base), failed(candidate)) {
        case (0, 0): return nil
        case (0, let count): return .decided(.worse, "\(count) IOs of the candidate failed, none of the base")
        case (let count, 0): return .decided(.inconclusive, "\(count) IOs of the base failed")
        default: return .decided(.inconclusive, "IOs of both sides failed")
        }
    }

    private static func paired(
        _ base: [Int: CellRow], _ candidate: [Int: CellRow], _ criteria: Criteria
    ) -> CellPairs {
        let both = base.values.sorted {
            ($0.time.millisecondsSinceEpoch, $0.round) < ($1.time.millisecondsSinceEpoch, $1.round)
        }
        .compactMap { row in candidate[row.round].map { (base: row, candidate: $0) } }
        let valid = both.filter { criteria.countsInvalid || $0.base.valid && $0.candidate.valid }
        guard valid.count >= criteria.fewestRounds else {
            let reason = both.lazy.flatMap { [$0.base, $0.candidate] }.first { !$0.valid }?.invalidReason
            return .decided(
                .inconclusive,
                tooFew(valid.count, of: criteria.fewestRounds) + (reason.map { " (\($0))" } ?? ""))
        }
        return .rounds(valid, losses: Losses(base, candidate, countsInvalid: criteria.countsInvalid).doubt)
    }

    static func tooFew(_ count: Int, of fewest: Int) -> String {
        "\(count) valid round\(count == 1 ? "" : "s") on both sides, \(fewest) \(fewest == 1 ? "is" : "are") needed"
    }
}
