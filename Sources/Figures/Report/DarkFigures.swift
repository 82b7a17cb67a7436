/// Figures on a dark page: what is ink and paper changes, and the colours of designs get lighter. Those of a heat map
/// stay, as they mean something.
enum DarkFigures {
    /// The colour that gnuplot was given, and its replacement on a dark page.
    private static let colours: [(light: String, dark: String)] =
        [
            ("#222222", "#e3e7ed"), ("#444444", "#b4bdc9"), ("#555555", "#9aa6b5"), ("#666666", "#aab4c1"),
            ("#dddddd", "#343d4a"), ("#888888", "#98a2af"), ("#d9f0e3", "#1f3a2d"),
        ] + DesignStyle.darkColours.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }

    /// What gnuplot draws below markers, so that no line is seen through them.
    private static let paper = "figure svg [color=\"white\"]{color:var(--paper)}\n"

    /// Rules that stand above the attributes of an SVG.
    static let rules =
        paper
        + colours.map { colour in
            let names = Self.names(of: colour.light)
            return ["fill", "stroke", "color"].map { property in
                let selectors = names.map { "figure svg [\(property)=\"\($0)\"]" }
                return "\(selectors.joined(separator: ",")){\(property):\(colour.dark)}"
            }
            .joined(separator: "\n")
        }
        .joined(separator: "\n")

    /// How gnuplot's SVG writes a colour: with its numbers as wide as the widest, or as short as they are.
    private static func names(of colour: String) -> [String] {
        let digits = Array(colour.dropFirst())
        let parts = stride(from: 0, to: 6, by: 2).map { Int(String(digits[$0..<$0 + 2]), radix: 16) ?? 0 }
        let wide = parts.map { String(repeating: " ", count: 3 - "\($0)".count) + "\($0)" }
        let names = [
            "rgb(\(wide.joined(separator: ", ")))", "rgb(\(parts.map(String.init).joined(separator: ",")))",
            colour,
        ]
        return colour == "#000000" ? names + ["black"] : names
    }
}
