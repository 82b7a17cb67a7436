import ArgumentParser
import BlockDevices
import Harness

/// `pollbench devices`: what polls on this machine, which CPU maps to which queue, and what to change.
struct DevicesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "devices",
        abstract:
            "List the block devices: what polls, which CPU maps to which poll queue, and what to change.",
        discussion: """
            Changes nothing. As root it knows more: queue types stand in debugfs.

            \(Pollbench.exitCodes)
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    @Argument(
        help: ArgumentHelp(
            "Paths, names of the kernel or MAJOR:MINOR (default: all disks that have a size).",
            valueName: "device"))
    var devices: [String] = []

    @Option(help: ArgumentHelp("Form of the list: text or json.", valueName: "form"))
    var format = Format.text

    func run() throws {
        if devices.isEmpty, let obstacle = BlockDevice.obstacleToListing() {
            throw HarnessError.environment("\(obstacle)")
        }
        if let obstacle = BlockDevice.obstacleToUses() { Pollbench.say(obstacle) }
        let chosen = try devices.isEmpty ? BlockDevice.allDisks() : BlockDevice.named(devices)
        let facts = chosen.map { DeviceFacts($0) }
        switch format {
        case .text: Pollbench.write(DevicesText.text(of: facts))
        case .json: Pollbench.write(DeviceReport.json(of: facts))
        }
    }
}
