import Foundation
import Harness
import Results

/// The folder of results of one matrix, of one or several executions.
struct MatrixFolder {
    let results: ResultsFolder

    /// - Parameters:
    ///   - runs: those that are planned.
    ///   - isResumed: whether results that are there already are to be completed.
    ///   - isWhole: whether all runs of the matrix are planned.
    ///   - allowsDifferent: whether the results may have been asked for something else.
    /// - Throws: `usage` for a folder that holds other results.
    init(
        _ path: String, _ matrix: Matrix, _ runs: [PlannedRun], isResumed: Bool, isWhole: Bool,
        allowsDifferent: Bool
    ) throws {
        results = try OwnFolder.open(path, for: .matrix)
        guard !results.existingRows.isEmpty else {
            try results.writeMatrix(Data(matrix.text.utf8))
            return
        }
        guard isResumed else {
            throw HarnessError.usage(
                "\(path) holds results already: --resume goes on with them, or another --out")
        }
        try check(path, matrix, plan: isWhole ? Set(runs.map(\.name)) : nil)
        if !allowsDifferent { try checkSettings(path, runs) }
        try results.removeIncompleteRows()
    }

    /// - Parameter plan: the names of all runs; nil where only some are wanted.
    private func check(_ path: String, _ matrix: Matrix, plan: Set<String>?) throws {
        let text = try results.matrix() ?? ""
        if let line = TextDifference.line(text, matrix.text) {
            throw HarnessError.usage(
                "the matrix differs from line \(line) on from \(path)/matrix.yaml, of which the results are: "
                    + "run that one, or take another --out")
        }
        let stranger = results.existingRows.first { !(plan?.contains($0.cellID) ?? true) }
        guard let stranger else { return }
        throw HarnessError.usage(
            "\(path) holds the cell \(stranger.cellID), which this program does not make of the matrix: take another "
                + "--out")
    }

    /// The same matrix may give other settings: a file of service times, the CPUs, a device's size have changed.
    private func checkSettings(_ path: String, _ runs: [PlannedRun]) throws {
        let planned = Dictionary(uniqueKeysWithValues: runs.map { ($0.name, RowMaker.asked(of: $0)) })
        for row in results.existingRows {
            guard let asked = planned[row.cellID],
                let column = CellRow.settings.first(where: { $0.isKnown(of: row) && !$0.isSame(row, asked) })
            else { continue }
            let values = [row, asked].map { column.field($0).isEmpty ? "none" : column.field($0) }
            throw HarnessError.usage(
                "\(path) holds \(row.cellID) with the \(column.name) \(values[0]), which is \(values[1]) now: take "
                    + "another --out, or --allow-different, which keeps both")
        }
    }
}
