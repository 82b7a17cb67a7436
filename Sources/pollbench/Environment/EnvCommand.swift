import ArgumentParser

/// `pollbench env`: what numbers depend on beside what was asked for.
struct EnvCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "env",
        abstract:
            "Show what results depend on: machine, kernel, devices, versions; or what differs between two.",
        discussion: """
            `pollbench env` shows this machine, `pollbench env DEVICE…` with these devices only, and \
            `pollbench env diff A B` compares what two results were measured in. Changes nothing.

            \(Pollbench.exitCodes)
            """,
        subcommands: [EnvShowCommand.self, EnvDiffCommand.self], defaultSubcommand: EnvShowCommand.self)

    /// The form of what is shown.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }
}
