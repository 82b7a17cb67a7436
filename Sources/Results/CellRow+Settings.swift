extension CellRow {
    /// Sets a column from the text of a field.
    ///
    /// - Returns: whether there is such a column, and the text is a value of it.
    public mutating func set(_ column: String, to text: String) -> Bool {
        guard let place = Self.places[column] else { return false }
        return Self.columns[place].set(text, &self)
    }

    /// Where the row is from, for people: `modelled on NAME`, with the parameter set in brackets; empty for the machine
    /// that the program ran on.
    public var machineText: String {
        guard let machine else { return "" }
        return "modelled on \(machine)" + (machineParameters.map { " (\($0))" } ?? "")
    }

    /// What the settings of an ensemble share, which differ in their parameter sets alone.
    static func ensembleID(ofSetting id: String) -> String {
        var fields = id.split(separator: "\u{1F}", omittingEmptySubsequences: false)
        if let place = work.firstIndex(where: { $0.name == "machine_parameters" }) { fields[place] = "" }
        return fields.joined(separator: "\u{1F}")
    }

    private static let places = Dictionary(
        uniqueKeysWithValues: columns.enumerated().map { ($1.name, $0) })

    /// The fields of all settings: the same in all rounds of a cell.
    var settingFields: [String] { Self.settings.map { $0.field(self) } }

    /// What was asked for, for any design: designs whose rows agree in it did the same work.
    ///
    /// - Parameter varied: what else distinguishes the rows that are looked at together, see ``varied(in:)``.
    func settingID(varied: [Column]) -> String {
        (Self.work + varied).map { $0.field(self) }.joined(separator: "\u{1F}")
    }

    /// Designs may be given other CPUs, as they need other queues.
    private static let work = settings.filter {
        !["design", "cpus", "threads_per_queue", "kernel_device"].contains($0.name)
            && !leftToDesigns.map(\.name).contains($0.name)
    }

    /// Settings that follow the source of each design unless they are given: what only differs between designs is part
    /// of the design.
    private static let leftToDesigns = settings.filter { ["lock", "counts"].contains($0.name) }

    /// The columns of ``leftToDesigns`` of which some design has several values in these rows, and the host if there
    /// are several.
    static func varied(in rows: [CellRow]) -> [Column] {
        let designs = Dictionary(grouping: rows, by: \.design).values
        return leftToDesigns.filter { column in designs.contains { Set($0.map(column.field)).count > 1 } }
            + RowMachines(rows).columns
    }
}
