import ArgumentParser
import Figures
import Results
import Units

/// `pollbench plot`: figures of results.
struct PlotCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plot",
        abstract: "Draw figures of results with gnuplot and print their paths.",
        discussion: """
            Beside each figure are its data and its script, which draws it again: gnuplot rate.gp. Figures that the \
            results have no data for are left out. A design looks the same in all figures.

              pollbench plot results/contention

            \(Pollbench.exitCodes)
            """)

    @OptionGroup var options: ResultOptions

    @Option(
        help: ArgumentHelp(
            "The folder to write to (default: plots/ and the name of the results).", valueName: "folder"))
    var out: String?

    @Option(help: ArgumentHelp("Format of the figures: svg, png or pdf.", valueName: "format"))
    var format = FigureFormat.svg

    @Flag(help: "Draw only the figures that compare settings, none of a single setting.")
    var overview = false

    func run() throws {
        let results = try options.results()
        let figures = try FigureSet(results, baseline: options.baseline)
        let folder = try out ?? FigureFolder.own("plots/" + results.name, of: options.path)
        let paths = try figures.draw(in: folder, format, isOverview: overview)
        Pollbench.write(paths.map { $0.printable + "\n" }.joined())
    }
}

extension FigureFormat: ExpressibleByArgument {}
