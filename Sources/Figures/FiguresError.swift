/// Why there are no figures or no report. Prints as one line: what was wrong, where, what to do.
public enum FiguresError: Error, Equatable, CustomStringConvertible {
    case noRows(file: String)
    case noBaseline(String, designs: [String])
    case nothingMatches(String)
    case notWritten(file: String, reason: String)
    /// Data and scripts are there, the figures are not.
    case notDrawn(folder: String, reason: String)
    case noGnuplot
    case gnuplotTooOld(String)
    case gnuplotFailed(String)

    /// Whether the command line is to blame, and no file.
    public var isUsage: Bool {
        switch self {
        case .noBaseline, .nothingMatches: true
        default: false
        }
    }

    public var description: String {
        switch self {
        case .noRows(let file):
            "\(file):2: no row below the header: nothing was measured"
        case .noBaseline(let name, let designs):
            "--baseline \(name): the results lack this design; they have \(designs.joined(separator: ", "))"
        case .nothingMatches(let regex):
            "--only \(regex): no cell matches"
        case .notWritten(let file, let reason):
            "\(file): cannot write: \(reason)"
        case .notDrawn(let folder, let reason):
            "\(reason); data and scripts of the figures are in \(folder)"
        case .noGnuplot:
            "no gnuplot in PATH: install it by apt-get install gnuplot-nox, or make figure-deps"
        case .gnuplotTooOld(let version):
            "\(version) is too old: figures need gnuplot 5.4 or later by apt-get install gnuplot-nox"
        case .gnuplotFailed(let text):
            "gnuplot: \(text)"
        }
    }
}
