import Harness

/// Names as a regular expression picks them.
enum NameFilter {
    /// What `--only` picks.
    static func only(_ text: String) throws(HarnessError) -> (String) -> Bool {
        do {
            return try matching(text)
        } catch {
            throw .usage("--only \(text): \(error)")
        }
    }

    /// Whether a name matches somewhere.
    /// - Throws: `usage` for what is no regular expression.
    static func matching(_ text: String) throws(HarnessError) -> (String) -> Bool {
        do {
            let regex = try Regex(text)
            return { $0.contains(regex) }
        } catch {
            throw .usage("not a regular expression")
        }
    }
}
