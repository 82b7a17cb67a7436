import ArgumentParser
import Harness
import Machines
import YAMLText

/// `pollbench machines compare`: the modelled machine against the one it runs on.
struct MachinesCompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Run every design here and on the description of this machine: tables in Markdown.",
        discussion: """
            Needs two CPUs and a machine that has nothing else to do; a few minutes. Prices are those of \
            `pollbench machines calibrate`, which uses one job: two jobs are the test.
            """)

    @Option(
        help: ArgumentHelp(
            "The description of this machine, which `pollbench machines measure` prints.",
            valueName: "name|file"))
    var machine: String

    @Option(
        help: ArgumentHelp(
            "Prices of work, which `pollbench machines calibrate` prints (default: those of the program).",
            valueName: "file"))
    var prices: String?

    func run() throws {
        do {
            let book = try prices.map { path throws(TextFileError) in try WorkPriceBook(of: YAMLFile(path)) }
            let comparison = HostComparison(
                machine: try MachineCatalogue.named(machine).model, book: book ?? .builtIn,
                cpus: try MachinesCommand.cpus(atLeast: 2))
            let rows = try comparison.rows()
            if rows.count < comparison.rowCount {
                Pollbench.say(
                    "\(comparison.rowCount - rows.count) of \(comparison.rowCount) rows are left out: in too few "
                        + "rounds were the CPUs as far from each other as \(machine) says")
            }
            guard !rows.isEmpty else { throw HarnessError.environment("nothing could be compared") }
            Pollbench.write(HostComparisonTable.text(of: rows))
        } catch let error as TextFileError {
            throw HarnessError(error)
        }
    }
}

/// The rows of a comparison and their summary by cell, as tables in Markdown.
enum HostComparisonTable {
    static func text(of rows: [HostComparison.Row]) -> String {
        let cells = rows.map(\.cell).reduce(into: [String]()) { if $0.last != $1 { $0.append($1) } }
        let summaries = cells.map { cell in summary(cell, rows.filter { $0.cell == cell }) }
        return """
            | cell | median error of the rate | worst | within 15 % | order (Kendall's tau) | median error of the lag |
            |---|--:|--:|--:|--:|--:|
            \(summaries.joined(separator: "\n"))

            | cell | design | kIOPS, real | modelled | error | lag p50 in ns, real | modelled | error |
            |---|---|--:|--:|--:|--:|--:|--:|
            \(rows.map(line).joined(separator: "\n"))

            """
    }

    private static func summary(_ cell: String, _ rows: [HostComparison.Row]) -> String {
        let errors = rows.map { abs($0.rateError) }.sorted()
        let lags = rows.map { abs($0.lagError) }.sorted()
        let tau = HostComparison.orderAgreement(rows).map { "\(($0 * 100).rounded() / 100)" } ?? "no order"
        let close = errors.count { $0 <= 0.15 }
        return "| \(cell) | \(percent(errors[errors.count / 2])) | \(percent(errors.last ?? 0)) | "
            + "\(close) of \(rows.count) | \(tau) | \(percent(lags[lags.count / 2])) |"
    }

    private static func line(_ row: HostComparison.Row) -> String {
        "| \(row.cell) | \(row.design) | \(Int(row.realRate / 1e3)) | \(Int(row.modelledRate / 1e3)) | "
            + "\(percent(row.rateError)) | \(Int(row.realLag)) | \(Int(row.modelledLag)) | "
            + "\(percent(row.lagError)) |"
    }

    private static func percent(_ part: Double) -> String { "\((part * 1000).rounded() / 10) %" }
}
