import ArgumentParser
import Machines

/// `pollbench machines` without a subcommand.
struct MachinesListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the described machines, and how many of their numbers are measured or estimated.")

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, csv, json
    }

    @Option(help: ArgumentHelp("Form of the list: text, csv or json.", valueName: "form"))
    var format = Format.text

    func run() {
        Pollbench.write(MachineRow.text(of: MachineCatalogue.all.map(MachineRow.init), as: format))
    }
}
