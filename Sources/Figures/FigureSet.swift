import Foundation
import Results

/// All figures of results, before they are drawn.
public struct FigureSet: Sendable {
    /// What compares settings, then what each design did in one of them.
    let overview: [Figure]
    let settings: [(label: String, figures: [Figure])]
    var figures: [Figure] { overview + settings.flatMap(\.figures) }
    let caption: Caption

    /// - Parameter baseline: the design that the others are compared with; nil for the usual one.
    /// - Throws: `noBaseline`.
    public init(_ results: ResultSet, baseline: String? = nil) throws(FiguresError) {
        let maker = FigureMaker(results: results, baseline: try results.baseline(baseline))
        var names = DistinctNames()
        overview = Figure.apart(maker.overview, &names)
        settings = maker.settings.map { ($0.label, Figure.apart($0.figures, &names)) }
        caption = Caption(results)
    }

    /// Writes data and scripts, draws the figures, and returns the paths of these.
    ///
    /// - Parameters:
    ///   - folder: is made, with its parents; what is there of the same names is replaced.
    ///   - isOverview: whether to draw only what compares settings.
    /// - Throws: what went wrong with gnuplot, data and scripts being there by then.
    public func draw(
        in folder: String, _ format: FigureFormat, isOverview: Bool = false
    ) throws(FiguresError) -> [String] {
        let figures = isOverview ? overview : figures
        try write(figures, to: folder, format)
        do {
            try Gnuplot().run(figures.map { $0.name + ".gp" }, in: folder)
        } catch {
            throw .notDrawn(folder: folder, reason: error.description)
        }
        return figures.map { "\(folder)/\($0.name).\(format.rawValue)" }
    }

    /// Writes data and scripts.
    func write(to folder: String, _ format: FigureFormat, isInline: Bool = false) throws(FiguresError) {
        try write(figures, to: folder, format, isInline: isInline)
    }

    private func write(
        _ figures: [Figure], to folder: String, _ format: FigureFormat, isInline: Bool = false
    ) throws(FiguresError) {
        try Self.makeFolder(folder)
        for figure in figures {
            let script = FigureScript(figure: figure, caption: caption).text(format, isInline: isInline)
            try Self.write(figure.data, to: "\(folder)/\(figure.name).dat")
            try Self.write(script, to: "\(folder)/\(figure.name).gp")
        }
    }

    /// The figures as SVG without backgrounds, in their order.
    func inlineSVGs() throws(FiguresError) -> [String] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "pollbench-\(UUID())").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try write(to: folder, .svg, isInline: true)
        try Gnuplot().run(figures.map { $0.name + ".gp" }, in: folder)
        return figures.map { figure in
            (try? String(contentsOfFile: "\(folder)/\(figure.name).svg", encoding: .utf8)) ?? ""
        }
    }

    private static func makeFolder(_ path: String) throws(FiguresError) {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw .notWritten(file: path, reason: String(cString: strerror(errno)))
        }
    }

    private static func write(_ text: String, to file: String) throws(FiguresError) {
        do {
            try text.write(toFile: file, atomically: false, encoding: .utf8)
        } catch {
            throw .notWritten(file: file, reason: String(cString: strerror(errno)))
        }
    }
}

extension ResultSet {
    /// The design that others are compared with: the one that was asked for, or the usual one.
    func baseline(_ name: String?) throws(FiguresError) -> String {
        let grid = ResultGrid(rows)
        guard let name else { return grid.usualBaseline ?? "" }
        guard grid.designs.contains(name) else { throw .noBaseline(name, designs: grid.designs) }
        return name
    }

    /// Only the cells whose names match.
    /// - Throws: `nothingMatches`.
    public func only(_ name: String, where matches: (String) -> Bool) throws(FiguresError) -> ResultSet {
        var chosen = self
        chosen.rows = rows.filter { matches($0.cellID) }
        guard !chosen.rows.isEmpty else { throw .nothingMatches(name) }
        return chosen
    }
}
