import ArgumentParser

/// `pollbench env`: the environment that results depend on beside their settings.
struct EnvCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "env",
        abstract:
            "Show the environment that results depend on, or the difference between two.",
        discussion: """
            `pollbench env` shows machine, kernel, devices and versions; `pollbench env DEVICE…` shows only these \
            devices; `pollbench env diff A B` compares the environments of two results. Nothing is changed.

            \(Pollbench.exitCodes)
            """,
        subcommands: [EnvShowCommand.self, EnvDiffCommand.self], defaultSubcommand: EnvShowCommand.self)

    /// The output format.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }
}
