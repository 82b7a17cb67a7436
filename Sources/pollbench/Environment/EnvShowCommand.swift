import ArgumentParser
import BlockDevices
import Environment
import Harness
import Units

/// `pollbench env` without a subcommand.
struct EnvShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show this machine and its devices.",
        discussion: """
            --format json prints the record that runs write to environment.json. Values that are not known are `-`, \
            in JSON null. Root sees more: tables of mapped devices, types of queues.
            """)

    @Argument(
        help: ArgumentHelp(
            "Paths, kernel names or MAJOR:MINOR (default: all disks but loop and RAM devices).",
            valueName: "device"))
    var devices: [String] = []

    @Option(help: ArgumentHelp("Output format: text or json.", valueName: "format"))
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

    /// Loop devices and RAM disks are left out: systems have many that are not in use.
    private static func usualDisks() -> [BlockDevice] {
        BlockDevice.allDisks().filter { $0.name.wholeMatch(of: /(loop|ram|zram)[0-9]+/) == nil }
    }
}
