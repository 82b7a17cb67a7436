/// Lists of settings, of which every combination is a cell.
public struct Sweep: Sendable {
    private var listOfKey: [String: AxisList] = [:]

    public init() {}

    /// Gives cells the values of a list, in place of those that its axis had.
    public mutating func vary(_ list: AxisList) {
        listOfKey[list.axis.key] = list
    }

    /// Gives cells the values of a list by comma. Throws as ``Axis/list(_:)``.
    public mutating func vary(_ axis: Axis, _ words: String) throws(HarnessError) {
        vary(try axis.list(words))
    }

    /// The values that were given for an axis; nil if it is left at its default.
    public func values(of axis: Axis) -> [SettingValue<CellSettings>]? {
        listOfKey[axis.key]?.values
    }

    /// The cells, in the order of ``Axis/all``.
    /// - Throws: `usage` for too many, and for one whose settings exclude each other.
    public func cells() throws(HarnessError) -> [CellSettings] {
        let lists = Axis.all.compactMap { listOfKey[$0.key]?.values }
        guard lists.reduce(1.0, { $0 * Double($1.count) }) <= Double(Bounds.cells) else {
            throw .usage("the lists make more than \(Bounds.cells) cells: shorten them")
        }
        return lists.reduce([CellSettings()]) { cells, values in
            cells.flatMap { cell in
                values.map { value in
                    var varied = cell
                    value.set(&varied)
                    return varied
                }
            }
        }
    }
}
