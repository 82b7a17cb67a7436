import Foundation

/// A figure of gnuplot's as a part of a page.
enum InlineSVG {
    /// The element alone, without what says nothing, and with ids of its own: all figures of a page share one space of
    /// them.
    static func text(_ svg: String, name: String) -> String {
        guard let start = svg.range(of: "<svg") else { return "" }
        var lines: [Substring] = []
        for line in svg[start.lowerBound...].split(separator: "\n") where !isNoise(line) {
            if line == "</g>", lines.last?.hasPrefix("<g ") == true, lines.last?.hasSuffix(">") == true {
                lines.removeLast()
            } else {
                lines.append(line)
            }
        }
        return lines.map { mended($0, name) + "\n" }.joined()
    }

    /// A title that all figures share, and the program's name.
    private static func isNoise(_ line: Substring) -> Bool {
        line == "<title>Gnuplot</title>" || line.hasPrefix("<desc>")
    }

    private static func mended(_ line: Substring, _ name: String) -> String {
        // What gnuplot says of every group is what SVG takes for granted.
        var line = line.replacing("\t", with: " ").replacing(
            " stroke-linecap=\"butt\" stroke-linejoin=\"miter\"", with: "")
        for (old, new) in [
            ("id=\"gnuplot_plot_", "id=\"\(name)-plot-"), ("id='gp", "id='\(name)-gp"),
            ("'#gp", "'#\(name)-gp"), ("\"gnuplot_canvas\"", "\"\(name)-canvas\""),
            ("id='textbox'", "id='\(name)-textbox'"), ("id='greybox'", "id='\(name)-greybox'"),
        ] where line.contains(old) {
            line.replace(old, with: new)
        }
        return String(line)
    }
}
