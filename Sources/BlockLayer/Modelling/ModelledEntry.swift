/// A described machine, and what a design's work costs on it.
public struct DescribedMachine: Sendable, Hashable {
    public var model: MachineModel
    public var work: WorkPrices

    public init(_ model: MachineModel, work: WorkPrices) {
        self.model = model
        self.work = work
    }
}

/// A design as the harness runs it on modelled machines.
public struct ModelledEntry: Sendable {
    /// The name of the design, with its parameter.
    public let name: String

    private let withParameter: @Sendable (String) -> ModelledEntry?
    private let run:
        @Sendable ([ModelSettings], RunSettings, DescribedMachine, RunStop) throws(RunError) -> RunOutcome

    private init<Design: PollingDesign>(_ design: Design, name: String) where Design.M == SimulatedMachine {
        self.name = name
        withParameter = { word in
            guard let parameter = Design.card.parameter, let value = parameter.value(of: word) else {
                return nil
            }
            let isDefault = value == parameter.defaultValue
            let name = isDefault ? Design.card.name : "\(Design.card.name):\(parameter.word(of: value))"
            return ModelledEntry(Design(parameter: value), name: name)
        }
        run = { (models, settings, machine, stop) throws(RunError) in
            try design.run(models, settings, on: machine, stop)
        }
    }

    /// The same design with a word for its parameter; nil if it takes none, or not this one.
    public func with(parameter word: String) -> ModelledEntry? { withParameter(word) }

    /// Runs the design over model devices on a described machine, in virtual time. Blocks until the run has ended.
    ///
    /// The same settings and the same machine give the same outcome, wherever and whenever it runs.
    ///
    /// - Precondition: each of the settings' workers has a CPU of its own, which the machine has.
    public func run(
        over models: [ModelSettings], _ settings: RunSettings, on machine: DescribedMachine, stop: RunStop
    ) throws(RunError) -> RunOutcome {
        try run(models, settings, machine, stop)
    }
}

extension ModelledEntry: DesignEntry {
    typealias M = SimulatedMachine

    init<Design: PollingDesign>(_ design: Design) where Design.M == SimulatedMachine {
        self.init(design, name: Design.card.name)
    }
}

extension Catalogue {
    /// The designs on modelled machines, in the order of ``designs``.
    public static let modelled: [ModelledEntry] = entries(ModelledEntry.self)
}

extension PollingDesign where M == SimulatedMachine {
    fileprivate func run(
        _ models: [ModelSettings], _ settings: RunSettings, on machine: DescribedMachine, _ stop: RunStop
    ) throws(RunError) -> RunOutcome {
        var settings = settings
        settings.resetNanoseconds = models.map(\.resetNanoseconds)
        let host = FibreHost(machine, cpus: settings.cpus.map { $0 ?? 0 }, seed: settings.seed, stop)
        let setup = try RunSetup(self, settings, rate: VirtualClock.rate, epochTicks: 0)
        var outcome = try setup.run(self, models, on: host) { SimulatedQueue(model: $0, observer: nil) }
        for (worker, traffic) in host.traffic.enumerated() {
            outcome.workers[worker].traffic = traffic
            // A worker never sleeps here.
            let window = outcome.workers[worker].window
            let busy = VirtualClock.rate.nanoseconds(window.endTicks &- window.beginTicks)
            outcome.workers[worker].window.replaceUsage(userNanoseconds: busy)
        }
        return outcome
    }
}
