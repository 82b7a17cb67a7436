/// A value of an axis.
public struct AxisValue: Sendable {
    /// As the program writes it: `4k` also where `4096` was read.
    public let text: String
    let set: @Sendable (inout CellSettings) -> Void
}

/// An axis and the values that cells have there.
public struct AxisList: Sendable {
    /// The axis.
    public let axis: Axis
    /// The values in the order in which they were given.
    public let values: [AxisValue]

    /// - Throws: `usage` for a value that is none, for one that is there twice, and where there is none.
    public init(_ axis: Axis, _ words: [String]) throws(HarnessError) {
        guard !words.isEmpty else { throw .usage("\(axis.flag) has no value") }
        var values: [AxisValue] = []
        var seen: Set<String> = []
        for word in words {
            let value = try axis.value(word)
            guard seen.insert(value.text).inserted else {
                throw .usage("\(axis.flag) has \(value.text) twice")
            }
            values.append(value)
        }
        self.axis = axis
        self.values = values
    }
}
