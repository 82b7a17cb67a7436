import ArgumentParser
import BlockLayer
import Harness
import Machines
import YAMLText

/// `pollbench machines calibrate`: what designs' work costs on this machine.
struct MachinesCalibrateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calibrate",
        abstract:
            "Measure what the work of each design costs on this machine, beside its accesses to shared words.",
        discussion: """
            Runs the real engine with one thread over model devices, and takes off what the modelled machine charges \
            for the accesses. Prints prices in YAML. The machine should have nothing else to do; a minute or two.
            """)

    @Option(
        help: ArgumentHelp(
            "The description of this machine, which `pollbench machines measure` prints.",
            valueName: "name|file"))
    var machine: String

    func run() throws {
        do {
            let host = try MachineCatalogue.named(machine).model
            let calibration = Calibration(host: host, on: try MachinesCommand.cpus(atLeast: 1)[0].number)
            var book = WorkPriceBook(
                about: "one thread on \(host.name), pollbench machines calibrate", prices: [:])
            let designs = zip(Catalogue.designs, Catalogue.modelled).map { (real: $0, modelled: $1) }
            let cells = try calibration.cells(of: designs)
            for (design, outcome) in zip(Catalogue.designs, Calibration.outcomes(cells)) {
                book.prices[design.card.name] = outcome.prices
                let error = Int((outcome.worstError * 100).rounded())
                Pollbench.say("\(design.card.name): at most \(error) % of the time of a cell left")
            }
            Pollbench.write(book.text)
        } catch let error as TextFileError {
            throw HarnessError(error)
        }
    }
}
