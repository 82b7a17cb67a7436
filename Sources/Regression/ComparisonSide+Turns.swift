import Results
import Statistics

/// Whether two sides took turns, which is what a comparison round by round needs.
extension ComparisonSide {
    /// Whether the rounds of both were measured in turns: the two of a round next to each other, in about half of the
    /// rounds this one first, so that a drift of the machine hit both alike.
    func takesTurns(with other: ComparisonSide) -> Bool {
        let gaps = gaps(to: other)
        let near = longestRoundMilliseconds
        // A machine may have slept once.
        let far = gaps.count { $0.milliseconds.magnitude > near }
        let firsts = gaps.count { $0.milliseconds > 0 }
        let balance = abs(2 * firsts - gaps.count)
        return !gaps.isEmpty && far * 20 <= gaps.count && balance <= max(1, gaps.count / 3)
    }

    /// Whether they took turns in a fixed order: the other one first in every second round.
    func alternates(with other: ComparisonSide) -> Bool {
        guard takesTurns(with: other) else { return false }
        let firsts = Dictionary(gaps(to: other).map { ($0.round, $0.milliseconds > 0) }) { first, _ in first }
        let order = firsts.sorted { $0.key < $1.key }.map(\.value)
        return order.count >= fewestRounds && zip(order, order.dropFirst()).allSatisfy { $0 != $1 }
    }

    /// The time from each row to that of the same cell and round on the other side.
    private func gaps(to other: ComparisonSide) -> [(round: Int, milliseconds: Int64)] {
        cells.flatMap { cell in
            let others = other.rounds(of: cell)
            return rounds(of: cell).compactMap { number, row in
                others[number].map {
                    (number, $0.time.millisecondsSinceEpoch - row.time.millisecondsSinceEpoch)
                }
            }
        }
    }

    /// The longest time between the two rows of a round: a round is all cells, and some may be repeated. At least a
    /// minute.
    private var longestRoundMilliseconds: UInt64 {
        let seconds = cells.reduce(0.0) { sum, cell in
            let row = rounds(of: cell).values.first
            return sum + 1 + (row?.rampTimeSeconds ?? 0) + (row?.runtimeSeconds ?? 0)
        }
        return UInt64(max(60, min(4 * seconds, 86_400)) * 1000)
    }
}
