import Foundation
import Results

/// What was read of a folder of results, or of a single file of rows.
public struct ResultSet: Sendable {
    /// What figures and pages are named after: the folder, or the file without its ending.
    public let name: String
    public var rows: [CellRow]
    /// The matrix that was run, as it was written; nil where there is none.
    let matrix: String?
    let environment: EnvironmentFacts?
    private var latencies: [RowKey: PercentileCurve] = [:]
    private var lags: [RowKey: PercentileCurve] = [:]

    /// - Parameter path: a folder; or a file, which is all there is unless it is the `cells.csv` of a folder.
    /// - Throws: `ResultsError` with file and line for what is no result, and `FiguresError.noRows`.
    public init(readingFrom path: String) throws {
        var isFolder: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        let file = isFolder.boolValue ? path + "/cells.csv" : path
        rows = try CellsCSV.rows(ofFile: file)
        guard !rows.isEmpty else { throw FiguresError.noRows(file: file) }
        let url = URL(filePath: file).standardizedFileURL
        let isAlone = url.lastPathComponent != "cells.csv"
        let folder = url.deletingLastPathComponent()
        name = isAlone ? url.deletingPathExtension().lastPathComponent : folder.lastPathComponent
        matrix =
            isAlone ? nil : try? String(contentsOf: folder.appending(path: "matrix.yaml"), encoding: .utf8)
        environment = isAlone ? nil : EnvironmentFacts(folder.appending(path: "environment.json"))
        if !isAlone { try readHistograms(of: folder.path + "/histograms.csv") }
    }

    /// Rows alone.
    init(name: String, rows: [CellRow]) {
        self.name = name
        self.rows = rows
        matrix = nil
        environment = nil
    }

    private mutating func readHistograms(of file: String) throws {
        guard FileManager.default.fileExists(atPath: file) else { return }
        try HistogramsCSV.read(ofFile: file) { row, histogram in
            let curve = PercentileCurve(histogram)
            switch histogram.metric {
            case .latency: latencies[row] = curve
            case .lag: lags[row] = curve
            }
        }
    }

    /// The percentiles of the rounds that count of a cell; empty where no histograms are there.
    func curves(_ metric: CellHistogram.Metric, of cell: CellSummary) -> [PercentileCurve] {
        cell.shown.compactMap { row in
            let key = RowKey(row)
            return metric == .latency ? latencies[key] : lags[key]
        }
    }
}
