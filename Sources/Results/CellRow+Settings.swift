extension CellRow {
    /// Sets a column from the text of a field.
    ///
    /// - Returns: whether there is such a column, and the text is a value of it.
    public mutating func set(_ column: String, to text: String) -> Bool {
        guard let place = Self.places[column] else { return false }
        return Self.columns[place].set(text, &self)
    }

    private static let places = Dictionary(
        uniqueKeysWithValues: columns.enumerated().map { ($1.name, $0) })

    /// The fields of all settings: the same in all rounds of a cell.
    var settingFields: [String] { Self.settings.map { $0.field(self) } }

    /// What was asked for, whichever design did it: designs whose rows agree in it did the same work.
    public var settingID: String {
        Self.work.map { $0.field(self) }.joined(separator: "\u{1F}")
    }

    /// Designs may be given other CPUs, as they need other queues.
    private static let work = settings.filter { !["design", "cpus", "threads_per_queue"].contains($0.name) }
}
