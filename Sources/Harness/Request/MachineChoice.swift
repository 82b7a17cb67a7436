import BlockLayer
import Machines
import Units

/// A described machine that a cell is modelled on, and what is changed about its numbers.
public struct MachineChoice: Hashable, Sendable {
    /// As it was asked for: a name, or the path of a file.
    public let word: String
    /// Nil for the numbers of the description.
    public internal(set) var parameters: ParameterSet?
    private let description: MachineDescription

    /// - Throws: `usage` for an unknown name and for mistakes in a file; `environment` for a file that cannot be read.
    public init(_ word: String) throws(HarnessError) {
        do {
            description = try MachineCatalogue.named(word)
        } catch {
            throw HarnessError(error)
        }
        self.word = word
    }

    /// The name in the description.
    public var name: String { description.model.name }

    /// The number of CPUs.
    var cpuCount: Int { description.model.cpuCount }

    /// The numbers, with the changes.
    var model: MachineModel { parameters?.applied(to: description.model) ?? description.model }

    /// Names the numbers of the description and the prices of work, whatever is said of their sources.
    var digest: String {
        let numbers = MachineDescription(description.model, about: "", sources: [:]).text
        return Fingerprint(numbers + WorkPriceBook(about: "", prices: WorkPriceBook.builtIn.prices).text)
            .description
    }

    /// The machine that a design runs on.
    func machine(for design: CatalogueDesign) -> DescribedMachine {
        let prices = WorkPriceBook.builtIn.prices(of: design.card.name)
        return DescribedMachine(model, work: prices.scaled(by: parameters?.workFactor ?? 1))
    }

    // MARK: The ensemble

    /// The description's own numbers, then those of each parameter set.
    var ensemble: [MachineChoice] { [with(nil)] + ParameterSet.ensemble.map(with) }

    /// The first of the ensemble that is the same machine for a design: a parameter set may change nothing.
    func reduced(for design: CatalogueDesign) -> MachineChoice {
        guard parameters != nil else { return self }
        let machine = machine(for: design)
        return ensemble.first { $0.machine(for: design) == machine } ?? self
    }

    private func with(_ parameters: ParameterSet?) -> MachineChoice {
        var choice = self
        choice.parameters = parameters
        return choice
    }
}
