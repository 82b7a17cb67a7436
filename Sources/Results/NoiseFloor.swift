import Statistics

/// How much two runs of the same cell differ, with nothing changed: what no comparison can see below.
///
/// Of each cell the rounds are taken two by two as they followed each other; the noise floor is the median of the
/// differences, of all cells together.
public struct NoiseFloor: Sendable {
    /// Differences as parts of the smaller value; nil if no pair of rounds measured it.
    public let iops: Double?
    public let latencyP50: Double?
    public let latencyP99: Double?

    /// - Parameter rows: of any number of cells; rounds that are not valid do not count.
    public init(_ rows: [CellRow]) {
        let cells = CellSummary.summaries(of: rows).map { cell in
            cell.rounds.filter(\.valid).sorted { $0.round < $1.round }
        }
        iops = Self.difference(cells, \.iops)
        latencyP50 = Self.difference(cells) { $0.latencyP50Nanoseconds.map(Double.init) }
        latencyP99 = Self.difference(cells) { $0.latencyP99Nanoseconds.map(Double.init) }
    }

    /// `noise floor: rounds of the same cell differ by 1.2 % in iops, 0.8 % in p50, 3.1 % in p99`; nil where nothing
    /// was measured twice.
    public var text: String? {
        let parts = [("iops", iops), ("p50", latencyP50), ("p99", latencyP99)].compactMap {
            name, difference in
            difference.map { "\(Self.percent($0)) % in \(name)" }
        }
        return parts.isEmpty
            ? nil : "noise floor: rounds of the same cell differ by " + parts.joined(separator: ", ")
    }

    private static func difference(_ cells: [[CellRow]], _ value: (CellRow) -> Double?) -> Double? {
        let differences = cells.flatMap { rounds in
            zip(rounds, rounds.dropFirst()).compactMap { one, next -> Double? in
                guard let one = value(one), let next = value(next), min(one, next) > 0 else { return nil }
                return abs(one - next) / min(one, next)
            }
        }
        return differences.median
    }

    private static func percent(_ part: Double) -> String {
        let tenths = Int((min(part, 1e6) * 1000).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
