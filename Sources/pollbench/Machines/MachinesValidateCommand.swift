import ArgumentParser
import Harness
import Machines
import YAMLText

/// `pollbench machines validate`: the modelled machine against published measurements.
struct MachinesValidateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Compare the modelled machine with published measurements: a table in Markdown.",
        discussion: """
            Each row says whether its number is a parameter of the model, was fitted to, or is independent: only \
            independent rows test the model. The same every time, on whatever machine.
            """)

    func run() throws {
        do {
            let results = try ValidationTarget.all.flatMap { try $0.results() }
            Pollbench.write(ValidationTable.text(of: results))
        } catch let error as TextFileError {
            throw HarnessError(error)
        }
    }
}

/// The results of a validation as a table in Markdown.
enum ValidationTable {
    static func text(of results: [ValidationTarget.Result]) -> String {
        let head = """
            | target | what | modelled machine | source | role | point | published | modelled | error | within |
            |---|---|---|---|---|---|--:|--:|--:|---|

            """
        return results.reduce(into: head) { $0 += row($1) }
    }

    private static func row(_ result: ValidationTarget.Result) -> String {
        let target = result.target
        let cells = [
            target.id, target.what, target.machine, target.source, target.role.rawValue, result.label,
            number(result.published), number(result.modelled), percent(result.error),
            "\(target.tolerance.text): \(result.isMet ? "yes" : "**no**")",
        ]
        return "| " + cells.joined(separator: " | ") + " |\n"
    }

    private static func number(_ value: Double) -> String {
        value < 10 ? "\((value * 100).rounded() / 100)" : "\((value * 10).rounded() / 10)"
    }

    private static func percent(_ part: Double) -> String {
        let percent = (part * 1000).rounded() / 10
        return percent > 0 ? "+\(percent) %" : "\(percent) %"
    }
}
