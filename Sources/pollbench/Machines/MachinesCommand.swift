import ArgumentParser
import Harness
import Placement

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

extension MachinesCommand {
    /// The CPUs that this process may use.
    static func cpus(atLeast count: Int) throws(HarnessError) -> [CPU] {
        let topology: Topology
        do {
            topology = try Topology.current()
        } catch {
            throw .environment("\(error)")
        }
        guard topology.cpus.count >= count else {
            throw .environment("this process may use \(topology.cpus.count) CPU, and needs \(count)")
        }
        if let note = topology.note { Pollbench.say(note) }
        return topology.cpus
    }
}
