import ArgumentParser

/// `pollbench machines`: described machines, on which designs can be modelled.
struct MachinesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "machines",
        abstract: "List the described machines, print a description, or describe this machine.",
        discussion: """
            `pollbench machines` lists the descriptions that are part of the program; `pollbench machines show \
            NAME` prints one, with the source of each number, and checks a file. `pollbench machines measure` \
            measures this machine and prints its description.

            \(Pollbench.exitCodes)
            """,
        subcommands: [
            MachinesListCommand.self, MachinesShowCommand.self, MachinesMeasureCommand.self,
            MachinesValidateCommand.self, MachinesCalibrateCommand.self, MachinesCompareCommand.self,
        ],
        defaultSubcommand: MachinesListCommand.self)
}
