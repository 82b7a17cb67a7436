/// Names that a regular expression picks.
public enum NamePattern {
    /// Whether a name matches somewhere; nil for a text that is not a regular expression.
    public static func matching(_ text: String) -> ((String) -> Bool)? {
        guard let regex = try? Regex(text) else { return nil }
        return { $0.contains(regex) }
    }
}
