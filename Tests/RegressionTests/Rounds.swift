import Results
import Statistics

@testable import Regression

/// Results of made-up runs.
struct Rounds {
    var run = "base"
    var cell = "cell"
    /// When the run began, and how far its rounds are apart.
    var start: Int64 = 0
    var step: Int64 = 1000
    /// What changes sides in half of the rounds, in no fixed order: how far these are from where they would be.
    var swing: Int64 = 0

    func rows(_ latencies: [UInt64?], change: (inout CellRow) -> Void = { _ in }) -> [CellRow] {
        latencies.enumerated().map { place, latency in
            var row = CellRow()
            row.time = UTCTime(
                millisecondsSinceEpoch: start + Int64(place) * step
                    + (place.nonzeroBitCount.isMultiple(of: 2) ? 0 : swing))
            (row.runID, row.cellID, row.round) = (run, cell, place + 1)
            row.latencyP50Nanoseconds = latency
            row.iops = latency.map { $0 == 0 ? 0 : 1e9 / Double($0) }
            row.errors = 0
            change(&row)
            return row
        }
    }

    static let base = Rounds()
    /// Measured after ``base``.
    static let candidate = Rounds(run: "candidate", start: 1_000_000)
    /// Measured in turns with ``base``, which is the first in half of the rounds.
    static let turns = Rounds(run: "candidate", start: 400, swing: -800)
}

extension Criteria {
    /// Of p50 and iops.
    static func test(threshold: Double = 0.01, floor: Double = 0, resamples: Int = 300) -> Criteria {
        var criteria = Criteria(
            metrics: Metric.all.filter { ["lat_p50_ns", "iops"].contains($0.name) },
            demand: Demand(threshold: threshold, floorNanoseconds: floor), confidence: 0.99)
        criteria.resamples = resamples
        return criteria
    }
}

extension Comparison {
    static func of(
        _ base: [CellRow], _ candidate: [CellRow], _ criteria: Criteria = .test(), obstacle: String? = nil
    ) throws -> Comparison {
        try Comparison(
            ComparisonSide(rows: base, path: "a"), ComparisonSide(rows: candidate, path: "b"), criteria,
            obstacle: obstacle)
    }
}
