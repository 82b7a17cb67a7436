import BlockLayer

/// A design on a described machine.
struct ModelledRun: Sendable {
    private let entry: ModelledEntry
    let machine: DescribedMachine

    /// Nil for what cannot be modelled: the kernel.
    init?(_ design: CatalogueDesign, on choice: MachineChoice) {
        let parts = design.card.name.split(separator: ":", maxSplits: 1).map(String.init)
        guard let plain = Catalogue.modelled.first(where: { $0.name == parts[0] }),
            let entry = parts.count > 1 ? plain.with(parameter: parts[1]) : plain
        else { return nil }
        self.entry = entry
        machine = choice.machine(for: design)
    }

    /// Runs it in virtual time. Blocks until the run has ended.
    func run(
        over models: [ModelSettings], _ settings: RunSettings, stop: RunStop
    ) throws(RunError) -> RunOutcome {
        try entry.run(over: models, settings, on: machine, stop: stop)
    }
}

extension PlannedRun {
    /// Runs it once, on this machine or on the described one. Blocks until the run has ended.
    func outcome(_ settings: RunSettings, stop: RunStop) throws(RunError) -> RunOutcome {
        guard let modelled, case .model(let models) = devices else {
            return try design.run(on: devices, settings, stop: stop)
        }
        return try modelled.run(over: models, settings, stop: stop)
    }
}
