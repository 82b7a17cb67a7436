import ArgumentParser
import Environment

/// `pollbench env diff`: what differs between two environments.
struct EnvDiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "List what differs between two environments.",
        discussion: """
            Each difference is a line, `devices.nvme0n1.scheduler: none -> mq-deadline`. What differs between any two \
            moments, such as load and temperature, stands apart and is not counted. Ends with 0 whether the two differ \
            or not: it is a report, and the last line says which.
            """)

    @Argument(
        help: ArgumentHelp("An environment.json, or a folder of results that has one.", valueName: "before"))
    var before: String

    @Argument(help: ArgumentHelp("The other one.", valueName: "after"))
    var after: String

    @Option(help: ArgumentHelp("Form of the list: text or json.", valueName: "form"))
    var format = EnvCommand.Format.text

    func run() throws {
        let diff = EnvironmentDiff(from: try EnvironmentFile(before), to: try EnvironmentFile(after))
        switch format {
        case .text: Pollbench.write(diff.text.printableLines)
        case .json: Pollbench.write(diff.json)
        }
    }
}
