/// Quoting of words for a shell.
public enum ShellWord {
    /// The word itself if a shell leaves it alone, else in single quotes.
    public static func quoted(_ word: String) -> String {
        let plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_=+:,./@%".unicodeScalars
        if !word.isEmpty && word.unicodeScalars.allSatisfy(plain.contains) { return word }
        let parts = word.split(separator: "'", omittingEmptySubsequences: false)
        return "'" + parts.joined(separator: "'\\''") + "'"
    }
}
