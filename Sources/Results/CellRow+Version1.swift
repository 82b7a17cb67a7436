// Results of version 1 of the schema: the columns they have, and where they say what has a column now.

extension CellRow {
    /// The columns of version 1. One of them never had a value.
    static let columnsOfVersion1: [Column] = {
        var found = columns.filter { $0.since == 1 }
        let place = found.firstIndex { $0.name == "measurement_overhead_ns" } ?? found.endIndex
        found.insert(Column("allocations_per_io", derived: { _ in "" }), at: place)
        return found
    }()

    /// Fills what version 1 had in the name of the cell alone, where it was not the default, and how counts were kept
    /// when there was no choice. What models were like,
    /// the part that was used, the map of queues and verification are not known.
    mutating func fillFromName() {
        let slash = cellID.lastIndex(of: "/")
        stackName = slash.map { String(cellID[..<$0]) }
        let name = "-" + cellID[(slash.map { cellID.index(after: $0) } ?? cellID.startIndex)...]
        let mix = name.firstMatch(of: /-rwmixread([0-9]+)-/).map { String($0.1) }
        readMixPercent = ["rw", "randrw"].contains(rw) ? mix.flatMap { Int($0) } ?? 50 : nil
        ending = name.contains("-end-in-lock-") ? "in-lock" : "after-lock"
        sampling = name.firstMatch(of: /-latency-(per-batch|off)-/).map { String($0.1) } ?? "per-io"
        counts = design == "hand-back" ? "plain" : "atomic"
        reloadEvery = name.firstMatch(of: /-reload-([0-9]+[a-z]+)-/).map { String($0.1) } ?? "never"
    }
}
