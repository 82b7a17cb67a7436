/// Some metrics of some cells.
public struct Selection {
    /// Where that was asked for: `FILE:LINE:COLUMN`.
    public let place: String
    /// By the name of a cell.
    private let cells: (String) -> Bool
    /// Nil for all.
    private let metrics: [String]?

    public init(place: String, cells: @escaping (String) -> Bool, metrics: [String]?) {
        (self.place, self.cells, self.metrics) = (place, cells, metrics)
    }

    func contains(_ cell: String, _ metric: String) -> Bool {
        cells(cell) && (metrics?.contains(metric) ?? true)
    }
}
