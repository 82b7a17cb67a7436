import Statistics
import Units

/// The difference between two rounds of the same cell, with nothing changed: smaller changes cannot be seen.
///
/// Of each cell the rounds are taken two by two as they followed each other; the noise floor is the median of the
/// differences, of all cells together.
public struct NoiseFloor: Sendable {
    /// The valid rounds of each cell in their order.
    private let cells: [[CellRow]]

    /// Differences as parts of the smaller value; nil if no pair of rounds measured it.
    public var iops: Double? { part(of: .iops) }
    public var latencyP50: Double? { part(of: .latencyP50) }
    public var latencyP99: Double? { part(of: .latencyP99) }

    /// - Parameter rows: of any number of cells; rounds that are not valid do not count.
    public init(_ rows: [CellRow]) {
        cells = CellSummary.summaries(of: rows).map { cell in
            cell.rounds.filter(\.valid).sorted { $0.round < $1.round }
        }
    }

    /// `noise floor: rounds of the same cell differ by 1.2 % in iops, 0.8 % in p50, 3.1 % in p99`; nil where nothing
    /// was measured twice.
    public var text: String? {
        let parts = [("iops", iops), ("p50", latencyP50), ("p99", latencyP99)].compactMap {
            name, difference in
            difference.map { "\(HumanNumber.percent($0)) in \(name)" }
        }
        return parts.isEmpty
            ? nil : "noise floor: rounds of the same cell differ by " + parts.joined(separator: ", ")
    }

    /// The noise floor of a measure, as a part.
    public func part(of measure: Measure) -> Double? {
        let differences = cells.flatMap { rounds in
            zip(rounds, rounds.dropFirst()).compactMap { one, next -> Double? in
                guard let one = measure.value(one), let next = measure.value(next), min(one, next) > 0
                else { return nil }
                return abs(one - next) / min(one, next)
            }
        }
        return differences.median
    }
}
