import Results

/// A value that is measured in each round of a figure.
public struct Quantity: Sendable {
    /// A cell of the figure.
    enum Cell: Sendable {
        case polled
        case interrupt
        /// The polled one of another design in the same place.
        case design(String)
        /// The polled one with its jobs on these nodes.
        case numa(String)
    }

    let figure: String
    fileprivate let cell: Cell
    /// What the rate is divided by; nil for the rate itself.
    fileprivate let base: Cell?

    /// Polled IOs per second by those of interrupts.
    static func gain(_ figure: String) -> Quantity {
        Quantity(figure: figure, cell: .polled, base: .interrupt)
    }

    /// IOs per second.
    static func rate(_ figure: String, _ cell: Cell = .polled) -> Quantity {
        Quantity(figure: figure, cell: cell, base: nil)
    }

    /// The value in each round that has it.
    func values(in rows: [CellRow]) -> [Int: Double] {
        let rates = rates(cell, rows)
        guard let base else { return rates }
        let others = self.rates(base, rows)
        return rates.reduce(into: [:]) { values, entry in
            if let other = others[entry.key] { values[entry.key] = entry.value / other }
        }
    }

    /// The rows of the cell.
    func rows(in rows: [CellRow]) -> [CellRow] { Self.select(cell, figure, rows) }

    /// The rows of the cell that its rate is divided by; none where it is not divided.
    func baseRows(in rows: [CellRow]) -> [CellRow] {
        base.map { Self.select($0, figure, rows) } ?? []
    }

    private func rates(_ cell: Cell, _ rows: [CellRow]) -> [Int: Double] {
        Self.select(cell, figure, rows).reduce(into: [:]) { rates, row in
            if let iops = row.iops, iops > 0 { rates[row.round] = iops }
        }
    }

    private static func select(_ cell: Cell, _ figure: String, _ rows: [CellRow]) -> [CellRow] {
        let own = PostedFigure.named(figure)?.design
        return rows.filter { row in
            guard row.stackName == figure else { return false }
            return switch cell {
            case .polled: row.design == own
            case .interrupt: row.design == PostedFigure.interruptDesign
            case .design(let design): row.design == design
            // The usual policy; rows of described machines do not name it.
            case .numa(let numa): row.design == own && (row.numa ?? "local") == numa
            }
        }
    }
}
