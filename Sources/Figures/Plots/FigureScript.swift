/// The script that draws a figure: it stands beside the figure and its data, and draws it again without pollbench.
struct FigureScript {
    let figure: Figure
    /// What every figure of these results says at its foot.
    let caption: Caption

    /// The width in pixels that figures have beside text; wider ones are shown smaller.
    private static let usualWidth = 830

    /// In pixels of the figure: eleven where it is shown.
    private var footerSize: Int {
        (11 * max(figure.width, Self.usualWidth) + Self.usualWidth - 1) / Self.usualWidth
    }

    /// A character is about half as wide as its font is high.
    private var charactersPerLine: Int { figure.width * 19 / (10 * footerSize) }

    /// - Parameter isInline: whether the figure goes into a page, which has a background and captions of its own.
    func text(_ format: FigureFormat, isInline: Bool = false) -> String {
        let footer = isInline ? [] : footer
        let bottom = Double(footer.count) * 1.05 + figure.linesBelow
        let top = (isInline ? 1.2 : figure.subtitle.isEmpty ? 3 : 4.2) + figure.linesAbove
        let header = isInline ? [] : header
        return [
            "# \(figure.name).\(format.rawValue) again: gnuplot \(figure.name).gp",
            "reset session",
            "set encoding utf8",
            format.terminal(width: figure.width, height: figure.height, isInline: isInline),
            "set output '\(figure.name).\(format.rawValue)'",
            "set datafile separator tab",
            "DATA = '\(figure.name).dat'",
            "set border 3 lc rgb '#444444'; set tics nomirror textcolor rgb '#222222'",
            "set grid lc rgb '#dddddd' lw 0.7; set bars 0.6; unset key",
            "set tmargin \(top); set bmargin \(bottom)",
            "TOP = \(16 * top + 17); BOTTOM = \(17 * bottom) # the same in pixels, of panels too",
            (header + footer).joined(separator: "\n"),
            figure.commands,
            "set output",
        ]
        .filter { !$0.isEmpty }.joined(separator: "\n") + "\n"
    }

    private var header: [String] {
        let title = Self.label(
            figure.title, number: 101, at: "screen 0.5, screen 1 offset 0,-1.3 center font ',16'")
        guard !figure.subtitle.isEmpty else { return [title] }
        return [
            title,
            Self.label(figure.subtitle, number: 102, at: "screen 0.5, screen 1 offset 0,-2.8 center"),
        ]
    }

    private var footer: [String] {
        let lines = Self.wrapped(
            [figure.note, caption.text(hasIntervals: figure.hasIntervals)]
                .filter { !$0.isEmpty }.joined(separator: " "), to: charactersPerLine)
        return lines.enumerated().map { place, line in
            let height = Double(lines.count - 1 - place) * 1.05 + 0.8
            return Self.label(
                line, number: 110 + place,
                at: "screen 0.012, character \(height) left font ',\(footerSize)' textcolor rgb '#555555'")
        }
    }

    private static func label(_ text: String, number: Int, at place: String) -> String {
        "set label \(number) \(GnuplotText.quoted(text)) at \(place) noenhanced"
    }

    /// Words in lines; a word that is longer than a line is cut.
    static func wrapped(_ text: String, to charactersPerLine: Int) -> [String] {
        text.split(separator: " ").reduce(into: [String]()) { lines, word in
            let word = word.prefix(charactersPerLine)
            if let last = lines.last, last.count + word.count < charactersPerLine {
                lines[lines.count - 1] += " " + word
            } else {
                lines.append(String(word))
            }
        }
    }
}
