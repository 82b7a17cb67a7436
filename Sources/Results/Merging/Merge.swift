/// Folders of results as one: the shards of a matrix, or a matrix that ran on many hosts.
public struct Merge: Sendable {
    /// A folder, and its rows that are taken.
    public struct Part: Sendable {
        public let input: MergeInput
        public let rows: [CellRow]
    }

    /// In the order in which they were named.
    public let parts: [Part]
    /// The matrix of all; nil if they have none, or several.
    public let matrix: String?

    /// What is merged although it is refused otherwise.
    public struct Allowance: Sendable {
        /// Rows of another matrix, commit or version of the columns, and measured rows that name no host.
        public var different = false
        /// A cell and round that several folders have: that of the first is kept.
        public var twice = false

        public init() {}
    }

    /// - Parameter inputs: at least one.
    /// - Throws: the first reason why they cannot be merged.
    public init(_ inputs: [MergeInput], allowing allowance: Allowance) throws(MergeConflict) {
        if !allowance.different, let conflict = MergeConflict(among: inputs) { throw conflict }
        var owners: [Cell: String] = [:]
        var parts: [Part] = []
        for input in inputs {
            var rows: [CellRow] = []
            for row in input.rows {
                guard let owner = owners[Cell(row)] else {
                    owners[Cell(row)] = input.path
                    rows.append(row)
                    continue
                }
                if !allowance.twice { throw MergeConflict(row, of: owner, and: input.path) }
            }
            parts.append(Part(input: input, rows: rows))
        }
        self.parts = parts
        let matrices = Set(inputs.map(\.matrix))
        matrix = matrices.count == 1 ? inputs[0].matrix : nil
    }

    /// All rows.
    public var rows: [CellRow] { parts.flatMap(\.rows) }

    /// A round of a cell, on the host that measured it.
    private struct Cell: Hashable {
        let id: String
        let round: Int
        let host: String?

        init(_ row: CellRow) { (id, round, host) = (row.cellID, row.round, row.measuringHost) }
    }
}

/// Why folders are not merged: one line, with what allows it.
public struct MergeConflict: Error, CustomStringConvertible {
    public let description: String

    init(_ row: CellRow, of first: String, and second: String) {
        let place = row.measuringHost.map { " on host \($0)" } ?? ""
        description =
            "\(first) and \(second) both hold round \(row.round) of \(row.cellID)\(place): --keep-first keeps that of "
            + "the folder that is named first"
    }

    private init(_ text: String) { description = text + "; --allow-different merges them all the same" }

    /// Nil if all are of one kind.
    init?(among inputs: [MergeInput]) {
        let first = inputs[0]
        for input in inputs {
            if let text = Self.difference(first, input) {
                self.init(text)
                return
            }
        }
        let commits = inputs.flatMap { input in input.rows.map { (commit: $0.commit, path: input.path) } }
        if let base = commits.first, let other = commits.first(where: { $0.commit != base.commit }) {
            self.init(
                "\(other.path) holds rows of \(Self.name(other.commit)), \(base.path) of \(Self.name(base.commit))"
            )
            return
        }
        let nameless = inputs.first { $0.rows.contains { $0.machine == nil && $0.host == nil } }
        guard let nameless else { return nil }
        self.init("\(nameless.path) does not say on which host its rows were measured")
    }

    private static func name(_ commit: String?) -> String { commit.map { "commit \($0)" } ?? "no commit" }

    private static func difference(_ first: MergeInput, _ other: MergeInput) -> String? {
        if let line = TextDifference.line(first.matrix ?? "", other.matrix ?? "") {
            return "the matrix of \(other.path) differs from that of \(first.path) from line \(line) on"
        }
        guard first.version != other.version else { return nil }
        return
            "\(other.path) has the columns of version \(other.version), \(first.path) those of \(first.version)"
    }
}
