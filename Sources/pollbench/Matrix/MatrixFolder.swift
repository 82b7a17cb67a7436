import Foundation
import Harness
import Results

/// The folder of results of one matrix: what is in it is that matrix's, whenever it was run.
struct MatrixFolder {
    let results: ResultsFolder

    /// - Parameters:
    ///   - isResumed: whether results that are there already are to be completed.
    ///   - plan: the names of all runs; nil where only some are wanted.
    /// - Throws: `usage` for a folder that holds other results.
    init(_ path: String, _ matrix: Matrix, isResumed: Bool, plan: [String]?) throws {
        results = try OwnFolder.open(path, for: .matrix)
        guard !results.existingRows.isEmpty else {
            try results.writeMatrix(Data(matrix.text.utf8))
            return
        }
        guard isResumed else {
            throw HarnessError.usage(
                "\(path) holds results already: --resume goes on with them, or another --out")
        }
        try check(path, matrix, plan)
        try results.removeIncompleteRows()
    }

    private func check(_ path: String, _ matrix: Matrix, _ plan: [String]?) throws {
        let text = try results.matrix() ?? ""
        if let line = Self.firstDifference(text, matrix.text) {
            throw HarnessError.usage(
                "the matrix differs from line \(line) on from \(path)/matrix.yaml, of which the results are: "
                    + "run that one, or take another --out")
        }
        let names = plan.map(Set.init)
        let stranger = results.existingRows.first { !(names?.contains($0.cellID) ?? true) }
        guard let stranger else { return }
        throw HarnessError.usage(
            "\(path) holds the cell \(stranger.cellID), which this program does not make of the matrix: take another "
                + "--out")
    }

    /// The number of the first line that is not the same; nil if all are.
    private static func firstDifference(_ old: String, _ new: String) -> Int? {
        guard old != new else { return nil }
        let lines = [old, new].map { $0.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) }
        return
            (zip(lines[0], lines[1]).enumerated().first { $0.element.0 != $0.element.1 }?.offset
            ?? min(lines[0].count, lines[1].count) - 1) + 1
    }
}
