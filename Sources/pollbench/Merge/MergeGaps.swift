import Harness
import Results

/// What merged results of a matrix lack.
struct MergeGaps {
    /// A line each.
    private(set) var texts: [String] = []

    init(_ merge: Merge) {
        guard let text = merge.matrix, let matrix = try? Matrix(text: text, named: "matrix.yaml") else {
            return
        }
        texts = [Self.shards(merge.rows, of: matrix), Self.rounds(merge.rows, of: matrix)].compactMap(\.self)
    }

    /// The shards that the commands of the rows do not name, if all were run as parts of as many.
    private static func shards(_ rows: [CellRow], of matrix: Matrix) -> String? {
        let named = Set(rows.map(\.command)).map { command in
            command.firstMatch(of: /--shard[ =]([0-9]+\/[0-9]+)/).flatMap {
                try? Shard(parsing: String($0.1))
            }
        }
        let shards = named.compactMap(\.self)
        guard let count = shards.first?.count, named.allSatisfy({ $0?.count == count }),
            let parts = try? matrix.shards(count).parts
        else { return nil }
        let missing = (1...count).filter { number in
            parts[number - 1].settings > 0 && !shards.contains { $0.number == number }
        }
        return missing.isEmpty
            ? nil : "no rows of shard " + missing.map { "\($0)/\(count)" }.joined(separator: ", ")
    }

    private static func rounds(_ rows: [CellRow], of matrix: Matrix) -> String? {
        let cells = Dictionary(grouping: rows) { [$0.cellID, $0.measuringHost ?? ""] }.values
        let missing = cells.reduce(0) { $0 + max(0, matrix.rounds - $1.count) }
        return missing == 0
            ? nil : "\(missing) rounds of its cells are missing; pollbench matrix with --resume measures them"
    }
}
