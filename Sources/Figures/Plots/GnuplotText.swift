import Units

/// Text of others inside gnuplot's scripts and data files.
enum GnuplotText {
    /// A string literal. Between single quotes gnuplot expands nothing: no backquote, no macro, no escape.
    static func quoted(_ text: String) -> String {
        "'" + oneLine(text).replacing("'", with: "''") + "'"
    }

    /// A name at an axis. gnuplot fills in the number at what looks like a format, as in `50%full`.
    static func tick(_ text: String, at place: String) -> String {
        quoted(text.replacing("%", with: "%%")) + " " + place
    }

    /// A field of a data file whose fields are separated by tabs.
    static func field(_ text: String) -> String { oneLine(text).replacing("\"", with: "'") }

    /// A comment to the end of its line.
    static func comment(_ text: String) -> String { "# " + oneLine(text) + "\n" }

    /// A number; what was not measured is NaN, which gnuplot leaves out.
    static func number(_ value: Double?) -> String {
        guard let value, value.isFinite else { return "NaN" }
        return "\(value)"
    }

    /// A comment must not go on in the next line, which a backslash at its end would make it do.
    private static func oneLine(_ text: String) -> String {
        text.split(omittingEmptySubsequences: false) { $0.isNewline || $0 == "\t" }.joined(separator: " ")
            .printable
            .replacing("\\", with: "/")
    }
}
