import Statistics

/// Whether the designs of a setting did the same work: kept as many IOs in flight as each other.
///
/// A design that waits in its submission has one IO in flight, whatever the depth that was asked for; its latency, lag
/// and cost per IO are those of another workload. How many are in flight on average follows from rate and mean latency.
///
/// - Source: Little: A proof for the queuing formula L = λ W, 1961.
public struct WorkDone: Sendable {
    private let most: Double

    /// Fewer than this part of the most that a design of the setting kept is other work.
    private static let leastPart = 0.5

    /// - Parameter cells: of one setting.
    public init(of cells: [CellSummary]) { most = cells.compactMap(\.iosInFlightPerJob).max() ?? 0 }

    /// Also where it is not known.
    public func isAsAsked(_ cell: CellSummary) -> Bool {
        cell.iosInFlightPerJob.map { $0 >= most * Self.leastPart } ?? true
    }

    /// `sync-submit kept 1 IO in flight of the 16 that were asked for`
    static func text(on cell: CellSummary) -> String {
        let kept = cell.iosInFlightPerJob ?? 0
        let count = Int(kept.rounded())
        return "\(cell.asked.design) kept \(count) IO\(count == 1 ? "" : "s") in flight of the "
            + "\(cell.asked.iodepth) that were asked for"
    }
}

extension CellSummary {
    /// The average; nil where rate or latency were not measured.
    public var iosInFlightPerJob: Double? {
        shown.compactMap { row in
            guard let rate = row.iops, let latency = row.latencyMeanNanoseconds, row.numjobs > 0 else {
                return nil
            }
            return rate * latency / 1e9 / Double(row.numjobs)
        }
        .filter(\.isFinite).median
    }
}
