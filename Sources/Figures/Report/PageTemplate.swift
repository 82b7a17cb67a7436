/// The texts that make the page: Mustache templates, the style and the script, embedded in the program.
///
/// In a template, text in double braces is escaped. Text that others wrote stands between tags, never in an attribute.
enum PageTemplate {
    /// The page.
    static let page = text(PackageResources.page_mustache)
    /// A figure of gnuplot's with its title and note.
    static let figure = text(PackageResources.figure_mustache)
    /// How the page looks: dark where the reader's system is, on paper always light.
    static let style =
        text(PackageResources.page_css)
        + "@media screen and (prefers-color-scheme: dark) {\n\(DarkFigures.rules)\n}\n"
    /// Sorting and filtering of the table; on paper nothing is folded.
    static let script = text(PackageResources.page_js)

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
