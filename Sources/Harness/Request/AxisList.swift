/// An axis and the values that cells have there.
public struct AxisList: Sendable {
    /// The axis.
    public let axis: Axis
    /// At least one, each once.
    public let values: [SettingValue<CellSettings>]

    /// - Throws: `usage` for a bad value, for one that is there twice, and where there is none.
    public init(_ axis: Axis, _ words: [String]) throws(HarnessError) {
        guard !words.isEmpty else { throw .usage("\(axis) has no value") }
        var values: [SettingValue<CellSettings>] = []
        var seen: Set<String> = []
        for word in words {
            let value = try axis.value(word)
            guard seen.insert(value.text).inserted else {
                throw .usage("\(axis) has \(value.text) twice")
            }
            values.append(value)
        }
        self.axis = axis
        self.values = values
    }
}
