import ArgumentParser
import BlockDevices
import Environment
import Harness

/// `pollbench env`, without the name of another command after it.
struct EnvShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show this machine and its devices.",
        discussion: """
            With --format json it is what runs write to environment.json. What is not known is `-`, null in JSON. As \
            root it knows more: tables of mapped devices, types of queues.
            """)

    @Argument(
        help: ArgumentHelp(
            "Paths, names of the kernel or MAJOR:MINOR (default: all disks but loop and RAM devices).",
            valueName: "device"))
    var devices: [String] = []

    @Option(help: ArgumentHelp("Form of the record: text or json.", valueName: "form"))
    var format = EnvCommand.Format.text

    func run() throws {
        if devices.isEmpty, let obstacle = BlockDevice.obstacleToListing() { Pollbench.say(obstacle) }
        let chosen = try devices.isEmpty ? Self.usualDisks() : BlockDevice.named(devices)
        let record = EnvironmentRecord.ofThisProgram(devices: chosen)
        switch format {
        case .text: Pollbench.write(record.text.printableLines)
        case .json: Pollbench.write(record.json)
        }
    }

    /// Loop devices and RAM disks are somebody's tools, and systems have many that nobody uses.
    private static func usualDisks() -> [BlockDevice] {
        BlockDevice.allDisks().filter { $0.name.wholeMatch(of: /(loop|ram|zram)[0-9]+/) == nil }
    }
}
