import ArgumentParser

/// `pollbench machines`: described machines, on which designs can be modelled.
struct MachinesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "machines",
        abstract: "List the described machines, or print a description.",
        discussion: """
            `pollbench machines` lists the descriptions that are part of the program; `pollbench machines show \
            NAME` prints one, with the source of each number, and checks a file.

            \(Pollbench.exitCodes)
            """,
        subcommands: [MachinesListCommand.self, MachinesShowCommand.self],
        defaultSubcommand: MachinesListCommand.self)
}
