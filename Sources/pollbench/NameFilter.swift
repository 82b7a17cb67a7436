import Harness
import Results

/// The option `--only`.
enum NameFilter {
    /// Whether a name matches the option somewhere.
    static func only(_ text: String) throws(HarnessError) -> (String) -> Bool {
        guard let isWanted = NamePattern.matching(text) else {
            throw .usage("--only \(text): not a regular expression")
        }
        return isWanted
    }
}
