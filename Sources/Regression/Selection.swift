/// Some metrics of some cells.
public struct Selection {
    /// The place of the selection in its file: `FILE:LINE:COLUMN`.
    public let place: String
    /// Whether a cell of this name is selected.
    private let cells: (String) -> Bool
    /// The names of the metrics; nil for all.
    private let metrics: [String]?

    public init(place: String, cells: @escaping (String) -> Bool, metrics: [String]?) {
        (self.place, self.cells, self.metrics) = (place, cells, metrics)
    }

    func contains(_ cell: String, _ metric: String) -> Bool {
        cells(cell) && (metrics?.contains(metric) ?? true)
    }
}
