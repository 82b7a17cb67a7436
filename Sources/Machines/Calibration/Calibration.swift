import BlockLayer

extension MachineModel {
    /// The same with devices that are memory of this program, as model devices are on this machine: no doorbells, and
    /// no lines that a device writes.
    var withoutDevices: MachineModel {
        var model = self
        model.io.doorbellNanoseconds = 0
        model.io.completionNanoseconds = 0
        return model
    }
}

/// Finds what a design's work costs on this machine, by runs of the real engine with one thread.
///
/// What a cell takes there, less what the modelled machine charges for its accesses where work is free, is due to
/// roots, clones, leaves, reaps and looks, whose numbers are counted: prices are those that leave the least error.
public struct Calibration: Sendable {
    /// This machine, as a description of it says.
    public var host: MachineModel
    public var rounds = 5
    public var runtimeNanoseconds: UInt64 = 20_000_000

    public init(host: MachineModel) {
        self.host = host.withoutDevices
    }

    /// Prices, and the largest error that they leave in a cell, of the cell's time.
    public struct Outcome: Sendable {
        public let prices: WorkPrices
        public let worstError: Double
    }

    /// Stacks of one and two legs and of two levels, with one IO in flight and with many.
    private static let cells = [
        EngineCell(depth: 1), EngineCell(depth: 32), EngineCell(legs: 2, depth: 1),
        EngineCell(legs: 2, depth: 32), EngineCell(legs: 4, depth: 32),
        EngineCell(mappedDevices: 2, depth: 1), EngineCell(mappedDevices: 3, depth: 32),
    ]

    /// One IO in flight, for which the thread waits most of the time.
    private static let idleCell = EngineCell(serviceNanoseconds: 20_000)

    /// Control plane; runs for some seconds. The machine should have nothing else to do.
    public func prices(of design: CatalogueEntry, _ modelled: ModelledEntry) throws(RunError) -> Outcome {
        let free = DescribedMachine(host, work: WorkPrices())
        var rows: [[Double]] = []
        var values: [Double] = []
        for cell in Self.cells {
            let real = try cell.measured(
                design, cpus: [0], rounds: rounds, runtimeNanoseconds: runtimeNanoseconds)
            let accesses = try cell.modelled(modelled, free, cpus: [0])
            let reaps = real.counters.queuePolls - real.counters.emptyQueuePolls
            rows.append([
                1, Double(cell.clones), real.perIO(real.counters.leavesReaped), real.perIO(reaps),
                real.perIO(real.counters.pollCalls),
            ])
            values.append(real.nanosecondsPerIO(jobs: 1) - accesses.nanosecondsPerIO(jobs: 1))
        }
        let idle = try lookNanoseconds(design, modelled, free)
        rows.append([0, 0, 0, 0, 1])
        values.append(idle)
        return outcome(rows, values)
    }

    /// What is left of the time of a poll that finds nothing.
    private func lookNanoseconds(
        _ design: CatalogueEntry, _ modelled: ModelledEntry, _ free: DescribedMachine
    ) throws(RunError) -> Double {
        let real = try Self.idleCell.measured(
            design, cpus: [0], rounds: rounds, runtimeNanoseconds: runtimeNanoseconds)
        let accesses = try Self.idleCell.modelled(modelled, free, cpus: [0])
        return real.nanosecondsPerIO(jobs: 1) / real.perIO(real.counters.pollCalls)
            - accesses.nanosecondsPerIO(jobs: 1) / accesses.perIO(accesses.counters.pollCalls)
    }

    private func outcome(_ rows: [[Double]], _ values: [Double]) -> Outcome {
        let found = nonNegativeLeastSquares(rows, values)
        var prices = WorkPrices()
        for (price, value) in zip(WorkPrices.all, found) { prices[keyPath: price] = value }
        let errors = zip(rows, values).map { row, value in
            abs(zip(row, found).reduce(0) { $0 + $1.0 * $1.1 } - value) / max(1, abs(value))
        }
        return Outcome(prices: prices, worstError: errors.max() ?? 0)
    }
}
