/// The look of bars on a terminal.
public struct BarStyle: Sendable {
    /// The width of the lines, in characters.
    public let columns: Int
    /// Nothing but ASCII.
    public let isASCII: Bool
    /// Whether the best is coloured.
    public let hasColour: Bool

    public init(columns: Int = 80, isASCII: Bool = false, hasColour: Bool = false) {
        self.columns = columns
        self.isASCII = isASCII
        self.hasColour = hasColour
    }

    /// The text as it may be printed.
    func plain(_ text: String) -> String { isASCII ? text.replacing("µ", with: "u") : text }

    /// A bar of a part of the width, with nothing after it; what is more than nothing shows.
    func bar(_ part: Double, width: Int) -> String {
        let steps = isASCII ? 1 : 8
        let length = part > 0 ? max(1, Int((min(part, 1) * Double(width * steps)).rounded())) : 0
        let whole = String(repeating: isASCII ? "#" : "█", count: length / steps)
        return length % steps == 0 ? whole : whole + String(Self.parts[length % steps - 1])
    }

    /// One to seven eighths of a character.
    private static let parts = Array("▏▎▍▌▋▊▉")

    /// The text in green, where colours are wanted.
    func highlighted(_ text: String) -> String { hasColour ? "\u{1B}[1;32m\(text)\u{1B}[0m" : text }
}
