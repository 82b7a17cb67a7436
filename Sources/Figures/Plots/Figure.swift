import Results

/// One figure: what is to be drawn and how, before gnuplot has seen it.
struct Figure: Sendable {
    /// The name of its files, without their endings; in a set none is another's, whatever their case.
    var name: String
    let title: String
    /// The setting in words; may be empty.
    let subtitle: String
    /// What the reader must know beyond what the caption of every figure says.
    let note: String
    /// In pixels of an SVG.
    var width = 760
    let height: Int
    /// What stands between title and plot, in lines.
    var linesAbove = 0.0
    /// What stands below the plot, its ticks included, in lines.
    var linesBelow = 3.6
    var hasIntervals = true
    /// The text of the data file.
    let data: String
    /// The gnuplot commands between the preamble and the end. The data file is `DATA` in them.
    let commands: String

    var fullTitle: String { subtitle.isEmpty ? title : "\(title), \(subtitle)" }

    /// The name for a setting: `rate-leaves-8-iodepth-16`; one that is too long or has nothing of ASCII gets a number.
    static func name(_ kind: String, _ label: String, number: Int) -> String {
        let words = label.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        let slug = words.joined(separator: "-")
        if label.isEmpty { return kind }
        return slug.isEmpty || slug.count > 60 ? "\(kind)-\(number)" : "\(kind)-\(slug)"
    }

    /// The figures with a number behind names that another has already: labels may differ in what names leave out.
    static func apart(_ figures: [Figure], _ names: inout DistinctNames) -> [Figure] {
        figures.map { figure in
            var figure = figure
            figure.name = names.take(figure.name)
            return figure
        }
    }
}

/// A file format of figures.
public enum FigureFormat: String, CaseIterable, Sendable {
    case svg, png, pdf

    /// The command that chooses gnuplot's terminal.
    func terminal(width: Int, height: Int, isInline: Bool) -> String {
        switch self {
        case .svg:
            "set terminal svg size \(width),\(height) fixed noenhanced font 'Helvetica,13'"
                + (isInline ? "" : " background '#ffffff'")
        case .png:
            "set terminal pngcairo size \(2 * width),\(2 * height) noenhanced font 'Helvetica,13' fontscale 2 "
                + "linewidth 2 pointscale 2"
        case .pdf:
            // A point for each pixel, so that all sizes of text mean the same.
            "set terminal pdfcairo size \(Double(width) / 72)in,\(Double(height) / 72)in noenhanced "
                + "font 'Helvetica,13' fontscale 1 linewidth 1.3 pointscale 0.9"
        }
    }
}
