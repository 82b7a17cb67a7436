import ArgumentParser
import Environment
import Harness
import Machines
import Placement
import Units

/// `pollbench machines measure`: a description of this machine.
struct MachinesMeasureCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "measure",
        abstract: "Measure this machine and print its description in YAML.",
        discussion: """
            Takes less than a minute and needs an idle machine. Measured are transfers of a cache line between CPUs \
            by level, accesses to a line that a CPU has, memory by node, siblings of a core, and contention for one \
            word. Costs of devices and interrupts are estimates, and said to be so.

              pollbench machines measure --out mine.yaml
              pollbench machines show mine.yaml
            """)

    @Option(help: ArgumentHelp("Write the description to this file. (default: stdout)", valueName: "file"))
    var out: String?

    @Option(
        help: ArgumentHelp(
            "Measure these CPUs: 0-3,8. (default: all that this process may run on)", valueName: "list"))
    var cpus: String?

    func run() throws {
        let chosen = try chosenCPUs()
        let record = EnvironmentRecord.ofThisProgram(devices: [])
        do {
            let name = ProcessorName.slug(record.cpus.model, cpus: chosen.count)
            var measurement = try MachineMeasurement(of: chosen, named: name)
            let description = try measurement.description(about: Self.about(record, chosen.count))
            for note in measurement.notes { Pollbench.say(note) }
            try OutputFile.write(description.text, to: out)
        } catch let error as MeasurementError {
            throw HarnessError.environment("\(error)")
        }
    }

    /// The processor, the CPUs and the hypervisor in words.
    private static func about(_ record: EnvironmentRecord, _ count: Int) -> String {
        let hypervisor = record.virtualisation.hypervisor.map { ", a virtual machine of \($0)" }
        let isVirtual = record.virtualisation.isVirtual == true
        let host = hypervisor ?? (isVirtual ? ", a virtual machine" : "")
        return "\(record.cpus.model ?? "unknown processor"), \(count) CPUs\(host)".printable
    }

    private func chosenCPUs() throws(HarnessError) -> [CPU] {
        let allowed = try MachinesCommand.cpus(atLeast: 1)
        guard let cpus else { return allowed }
        let wanted: [Int]
        do {
            wanted = try CPUList(parsing: cpus).cpus
        } catch {
            throw .usage("--cpus \(error)")
        }
        if let missing = wanted.first(where: { number in !allowed.contains { $0.number == number } }) {
            let list = CPUList(allowed.map(\.number))
            throw .usage(
                "--cpus: CPU \(missing) does not exist or this process may not run on it; there are \(list)")
        }
        return allowed.filter { wanted.contains($0.number) }
    }
}
