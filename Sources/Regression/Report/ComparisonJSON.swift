import Foundation
import Statistics

/// A comparison as JSON; parts are parts of 1, and what is not known is null.
enum ComparisonJSON {
    private struct Document: Encodable {
        let base: String
        let candidate: String
        let verdict: String
        let deterministic: Bool
        /// All three are missing where values repeat.
        let confidence: Double?
        let correction: String?
        let quantile: Double?
        let interleaved: Bool
        let environmentDifferences: [String]
        let cells: [Cell]
        let notes: [String]
    }

    private struct Cell: Encodable {
        let cell: CellComparison

        enum Key: String, CodingKey {
            case cellId, metric, verdict, reason, base, candidate, rounds, change, changeLower, changeUpper
            case limit, limitSource, pValue
        }

        func encode(to encoder: any Encoder) throws {
            var object = encoder.container(keyedBy: Key.self)
            try object.encode(cell.cell, forKey: .cellId)
            try object.encode(cell.metric, forKey: .metric)
            try object.encode(cell.verdict.rawValue, forKey: .verdict)
            try object.encode(cell.reason, forKey: .reason)
            try object.encode(cell.base, forKey: .base)
            try object.encode(cell.candidate, forKey: .candidate)
            try object.encode(cell.rounds, forKey: .rounds)
            try object.encode(cell.change, forKey: .change)
            try object.encode(cell.ratio.map { $0.lower - 1 }, forKey: .changeLower)
            try object.encode(cell.ratio.map { $0.upper - 1 }, forKey: .changeUpper)
            try object.encode(cell.limit?.part, forKey: .limit)
            try object.encode(cell.limit?.source.rawValue, forKey: .limitSource)
            try object.encode(cell.pValue, forKey: .pValue)
        }
    }

    static func text(of comparison: Comparison) -> String {
        encoded(
            Document(
                base: comparison.base, candidate: comparison.candidate, verdict: comparison.verdict.rawValue,
                deterministic: comparison.isDeterministic,
                confidence: comparison.isDeterministic ? nil : comparison.confidence,
                correction: comparison.isDeterministic ? nil : "Holm and Westfall-Young",
                quantile: comparison.isDeterministic ? nil : comparison.quantile,
                interleaved: comparison.isInterleaved,
                environmentDifferences: comparison.differences, cells: comparison.cells.map(Cell.init),
                notes: comparison.notes))
    }

    /// All numbers that get here are finite: they are positive medians and ratios of such.
    static func encoded(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(value) else { return "{}\n" }
        return String(decoding: data, as: UTF8.self) + "\n"
    }
}
