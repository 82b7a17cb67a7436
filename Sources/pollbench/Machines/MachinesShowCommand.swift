import ArgumentParser
import Harness
import Machines

/// `pollbench machines show`: a description with its sources.
struct MachinesShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Print the description of a machine in YAML, with the source of each number.",
        discussion: """
            A word with a slash, or one that ends in .yaml, is a file. What is wrong in it is reported with line and \
            column.
            """)

    @Argument(help: ArgumentHelp("The name of a described machine, or a file.", valueName: "name|file"))
    var machine: String

    func run() throws {
        do {
            Pollbench.write(try MachineCatalogue.named(machine).text)
        } catch {
            throw HarnessError(error)
        }
    }
}
