import Units

/// Text of others inside Markdown.
public enum Markdown {
    /// The text as it shall be read: nothing in it is markup, it stays on its line, and nothing turns the line around.
    public static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in oneLine(text).unicodeScalars {
            switch scalar {
            case "\\", "`", "*", "_", "[", "]", "|", "~", "#", "@": escaped += "\\" + String(scalar)
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "&": escaped += "&amp;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// A line of code, which is indented: all of it is text, but for what is not printable.
    public static func codeLine(_ text: String) -> String { "    " + oneLine(text) + "\n" }

    private static func oneLine(_ text: String) -> String {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).joined(separator: " ")
            .printable
    }
}
