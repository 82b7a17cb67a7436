import Harness

/// What `--only` picks.
enum NameFilter {
    /// Whether a name matches somewhere.
    /// - Throws: `usage` for what is no regular expression.
    static func matching(_ text: String) throws(HarnessError) -> (String) -> Bool {
        do {
            let regex = try Regex(text)
            return { $0.contains(regex) }
        } catch {
            throw .usage("--only \(text): not a regular expression")
        }
    }
}
