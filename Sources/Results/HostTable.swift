import Foundation
import Statistics
import Units

/// Hosts that ran the same cells, beside each other by design: is one of them, or a drive of it, odd?
public struct HostTable: Sendable {
    /// A line for each host, a column for each design; what is odd is marked as the best is in other tables.
    public let content: TableContent

    /// A value of a host and how far it is from the median host, as the logarithm of the ratio.
    private struct Point {
        let host: String
        let design: String
        let cell: String
        let distance: Double
    }

    /// Fewer hosts cannot show which of them is odd.
    private static let fewestHosts = 3
    /// Less says nothing, however alike the hosts are.
    private static let leastPart = 0.01
    /// The median of distances is this part of the standard deviation, if they are normal.
    private static let medianOfDeviations = 0.6745

    /// The tables that results have: by rate and by p99 latency; none where no cell was measured on several hosts.
    public static func all(of rows: [CellRow]) -> [HostTable] {
        [Measure.iops, .latencyP99].compactMap { HostTable(rows, by: $0) }
    }

    private init?(_ rows: [CellRow], by measure: Measure) {
        let measured = rows.filter { $0.measuringHost != nil }
        let cells = CellSummary.summaries(of: measured).filter(\.isTrusted)
        let points = Dictionary(grouping: cells, by: \.asked.cellID).values.flatMap {
            Self.points(of: $0, measure)
        }
        let hosts = Set(points.map(\.host)).sorted { $0.compare($1, options: .numeric) == .orderedAscending }
        guard hosts.count > 1 else { return nil }
        let designs = cells.map(\.asked.design).uniqued()
        let grid = designs.map { design in
            hosts.map { host in points.filter { $0.host == host && $0.design == design } }
        }
        let limit = Self.limit(
            grid.joined().compactMap(Self.mean), noise: NoiseFloor(measured).part(of: measure))
        func isOdd(_ points: [Point]) -> Bool {
            hosts.count >= Self.fewestHosts && Self.mean(points).map { abs($0) > limit } ?? false
        }
        let columns = zip(designs, grid).map { design, column in
            TableContent.Column(
                design, texts: column.map { Self.mean($0).map(Self.text) ?? "-" },
                best: Set(column.indices.filter { isOdd(column[$0]) }))
        }
        let notes = hosts.enumerated().compactMap { place, host in
            Self.note(on: host, grid.map { $0[place] }.filter(isOdd))
        }
        content = TableContent(
            title: "\(measure.words.subject) of each host as a multiple of the median host's",
            columns: [TableContent.Column("host", isNumeric: false, texts: hosts)] + columns,
            notes: notes + [Self.note(onLimit: limit, hosts: hosts.count)])
    }

    /// - Parameter cells: of one name, each of a host.
    private static func points(of cells: [CellSummary], _ measure: Measure) -> [Point] {
        let values = cells.compactMap { cell in measure.middle(of: cell).map { (cell: cell.asked, value: $0) }
        }
        .filter { $0.value > 0 }
        guard Set(values.map(\.cell.measuringHost)).count > 1, let middle = values.map(\.value).median else {
            return []
        }
        return values.map {
            Point(
                host: $0.cell.measuringHost ?? "", design: $0.cell.design, cell: $0.cell.cellID,
                distance: log($0.value / middle))
        }
    }

    /// The geometric mean over all settings, as a logarithm; nil where there are none.
    private static func mean(_ points: [Point]) -> Double? {
        points.isEmpty ? nil : points.map(\.distance).reduce(0, +) / Double(points.count)
    }

    /// Distances beyond it are odd: those of most hosts and the rounds of one host explain less.
    private static func limit(_ distances: [Double], noise: Double?) -> Double {
        let deviation = (distances.map(abs).median ?? 0) / medianOfDeviations
        return max(3 * deviation, log(1 + max(noise ?? 0, leastPart)))
    }

    // MARK: Words

    private static func text(_ distance: Double) -> String { HumanNumber.digits(exp(distance), 3) }

    /// - Parameter odd: the points of the designs in which the host is odd.
    private static func note(on host: String, _ odd: [[Point]]) -> String? {
        guard let furthest = odd.joined().max(by: { abs($0.distance) < abs($1.distance) }) else { return nil }
        let designs = AnswerWords.list(odd.compactMap(\.first?.design))
        return "\(host) is odd with \(designs); furthest in \(furthest.cell): \(text(furthest.distance))"
    }

    private static func note(onLimit limit: Double, hosts: Int) -> String {
        hosts < fewestHosts
            ? "two hosts cannot show which of them is odd"
            : "odd is what differs by more than \(HumanNumber.percent(exp(limit) - 1)): than three standard deviations "
                + "of all hosts (by their median), and than rounds of one host do"
    }
}
