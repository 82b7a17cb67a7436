import ArgumentParser
import Environment
import Units

/// `pollbench env diff`: the differences between two environments.
struct EnvDiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "List the differences between two environments.",
        discussion: """
            Each difference is a line, `devices.nvme0n1.scheduler: none -> mq-deadline`. Values that always change, \
            such as load and temperature, are listed separately and not counted. The last line says whether the two \
            differ; the exit code is 0 in both cases.
            """)

    @Argument(
        help: ArgumentHelp("An environment.json, or a folder of results with one.", valueName: "before"))
    var before: String

    @Argument(help: ArgumentHelp("The other environment.", valueName: "after"))
    var after: String

    @Option(help: ArgumentHelp("Output format: text or json.", valueName: "format"))
    var format = EnvCommand.Format.text

    func run() throws {
        let diff = EnvironmentDiff(from: try EnvironmentFile(before), to: try EnvironmentFile(after))
        switch format {
        case .text: Pollbench.write(diff.text.printableLines)
        case .json: Pollbench.write(diff.json)
        }
    }
}
