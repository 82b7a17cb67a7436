/// Where two texts differ.
public enum TextDifference {
    /// The number of the first line that is not the same; nil if all are.
    public static func line(_ old: String, _ new: String) -> Int? {
        guard old != new else { return nil }
        let lines = [old, new].map { $0.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) }
        return
            (zip(lines[0], lines[1]).enumerated().first { $0.element.0 != $0.element.1 }?.offset
            ?? min(lines[0].count, lines[1].count) - 1) + 1
    }
}
