import Results

/// Runs in the order of time, each with the medians of its cells: what tools read that look for steps in a series.
public struct History: Sendable {
    /// In the order of time, whatever the order in which they were named.
    public let runs: [ComparisonSide]
    let columns: [HistoryColumn]
    /// A line each: what was left out, and which values are missing.
    public let notes: [String]

    /// - Parameters:
    ///   - results: a run each.
    ///   - isWanted: whether a cell of this name is included.
    ///   - countsInvalid: whether invalid rounds count.
    /// - Throws: if a run appears twice, or if no run has a value.
    public init(
        _ results: [ComparisonSide], metrics: [Metric], countsInvalid: Bool, isWanted: (String) -> Bool
    ) throws(ComparisonError) {
        try Self.checkThatNoneIsTwice(results)
        let series = try SettingSeries(
            results.sorted { $0.began.millisecondsSinceEpoch < $1.began.millisecondsSinceEpoch })
        let ordered = series.runs
        let cells = Self.cells(of: ordered).filter { isWanted(series.cell($0)) }
        func columns(_ runs: [ComparisonSide]) -> [HistoryColumn] {
            cells.flatMap { cell in
                metrics.map { HistoryColumn(cell, $0, of: runs, countsInvalid: countsInvalid) }
            }
        }
        let isEmpty = ordered.map { columns([$0]).allSatisfy(\.isEmpty) }
        let runs = zip(ordered, isEmpty).filter { !$0.1 }.map(\.0)
        guard !runs.isEmpty else {
            throw ComparisonError(
                "no valid round of any run measured any of these; --include-invalid counts all rounds")
        }
        let all = columns(runs)
        let measured = all.filter { !$0.isEmpty }
        notes =
            series.notes + zip(ordered, isEmpty).filter(\.1).map { Self.note(ofLeftOut: $0.0) }
            + Self.notes(ofNotMeasured: all.filter(\.isEmpty), metrics)
            + Self.notes(ofGaps: measured, runs)
        (self.runs, self.columns) = (runs, measured)
    }

    private static func checkThatNoneIsTwice(_ results: [ComparisonSide]) throws(ComparisonError) {
        var paths: [String: String] = [:]
        for run in results {
            for id in Set(run.rows.map(\.runID)) {
                if let twin = paths.updateValue(run.path, forKey: id) {
                    throw ComparisonError(
                        "\(twin) and \(run.path) hold rows of the same run: name each run once")
                }
            }
        }
    }

    /// In the order in which they first appear.
    private static func cells(of runs: [ComparisonSide]) -> [String] {
        var seen: Set<String> = []
        return runs.flatMap(\.cells).filter { seen.insert($0).inserted }
    }

    private static func note(ofLeftOut run: ComparisonSide) -> String {
        let reason = run.rows.lazy.compactMap(\.invalidReason).first.map { " (\($0))" } ?? ""
        return "\(run.path): no valid round measured any of these\(reason), left out"
    }

    private static func notes(ofNotMeasured columns: [HistoryColumn], _ metrics: [Metric]) -> [String] {
        metrics.compactMap { metric in
            let count = columns.count { $0.metric.name == metric.name }
            return count == 0
                ? nil
                : "\(metric.name): not measured in any run of \(count) cell\(count == 1 ? "" : "s"), left out"
        }
    }

    /// A line for each cell, or more where its metrics are not missing in the same runs.
    private static func notes(ofGaps columns: [HistoryColumn], _ runs: [ComparisonSide]) -> [String] {
        var groups: [(cell: String, gap: String, metrics: [String])] = []
        for column in columns {
            guard let gap = column.gap(in: runs) else { continue }
            if let last = groups.last, last.cell == column.cell, last.gap == gap {
                groups[groups.count - 1].metrics.append(column.metric.name)
            } else {
                groups.append((column.cell, gap, [column.metric.name]))
            }
        }
        return groups.map { "\($0.cell): no \($0.metrics.joined(separator: ", ")) in \($0.gap)" }
    }

    /// A header, then a line for each run.
    public var csv: String { csv(of: columns, runs: Array(runs.indices)) }

    /// - Parameter places: of the runs that it has a line for.
    func csv(of columns: [HistoryColumn], runs places: [Int]) -> String {
        let header = ["time", "commit", "run_id", "results"] + columns.map(\.name)
        let lines = places.map { place in
            let run = runs[place]
            let values = columns.map { $0.values[place].map { "\($0)" } ?? "" }
            return CSV.line([run.began.description, run.commit, run.runID, run.path] + values)
        }
        return CSV.line(header) + lines.joined()
    }
}

extension ComparisonSide {
    /// When its first round began.
    var began: UTCTime { first.time }

    var runID: String { first.runID }

    /// The commits of the programs that measured it; more than one if another build resumed the run.
    var commit: String {
        var seen: Set<String> = []
        return rows.compactMap(\.commit).filter { seen.insert($0).inserted }.joined(separator: " ")
    }

    /// The time of the earliest row; there is at least one.
    private var first: CellRow {
        rows.min { $0.time.millisecondsSinceEpoch < $1.time.millisecondsSinceEpoch } ?? rows[0]
    }
}
