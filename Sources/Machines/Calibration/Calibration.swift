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

/// Finds what the designs' work costs on this machine, by runs of the real engine with one thread.
///
/// What a cell takes there, less what the modelled machine charges for its accesses where work is free, is due to
/// roots, clones, leaves, reaps and looks, whose numbers are counted: prices are those that leave the least error.
public struct Calibration: Sendable {
    /// This machine, as a description of it says.
    public var host: MachineModel
    /// Of each cell; the best counts.
    public var rounds = 15
    /// Of a round.
    public var runtimeNanoseconds: UInt64 = 10_000_000

    /// Where the thread runs.
    private let cpu: Int

    /// - Parameters:
    ///   - host: this machine; its doorbells and completions are left out, as model devices have none.
    ///   - cpu: one that this process may use.
    public init(host: MachineModel, on cpu: Int) {
        self.host = host.withoutDevices
        self.cpu = cpu
    }

    /// A cell of one design: what is counted of each price for an IO, the time it takes here, and what is left of that
    /// without the accesses.
    public struct Cell: Sendable {
        let counts: [Double]
        let nanoseconds: Double
        let leftNanoseconds: Double
    }

    /// What was found of one design.
    public struct Outcome: Sendable {
        /// The prices.
        public let prices: WorkPrices
        /// The largest error that they leave in a cell, as a part of the cell's time: 0.1 is a tenth.
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

    /// Measures the cells of designs, in turns: what slows the machine down for a while hits all designs alike.
    ///
    /// Control plane; runs for half a minute. The machine should have nothing else to do.
    ///
    /// - Returns: the cells of each design, in the order of `designs`.
    /// - Throws: what a run throws; `standstill` if a cell ended no IO.
    public func cells(of designs: [(real: CatalogueEntry, modelled: ModelledEntry)]) throws(RunError)
        -> [[Cell]]
    {
        let cells = [Self.idleCell] + Self.cells
        var best = Array(repeating: Array(repeating: BestReading(), count: cells.count), count: designs.count)
        for _ in 0..<rounds {
            for (place, design) in designs.enumerated() {
                for (number, cell) in cells.enumerated() {
                    best[place][number].add(
                        try cell.measured(design.real, cpus: [cpu], runtimeNanoseconds: runtimeNanoseconds))
                }
            }
        }
        var found: [[Cell]] = []
        for (design, readings) in zip(designs, best) {
            var row: [Cell] = []
            for (cell, best) in zip(cells, readings) {
                guard let reading = best.reading else { throw .standstill }
                let free = DescribedMachine(host, work: WorkPrices())
                let accesses = try cell.modelled(design.modelled, free, cpus: [0])
                guard accesses.counters.ios > 0 else { throw .standstill }
                if let cell = Cell(cell, reading, accesses) { row.append(cell) }
            }
            found.append(row)
        }
        return found
    }
}

extension Calibration.Cell {
    /// - Parameter accesses: the same cell where work is free.
    /// - Returns: nil for a wait that the design has not: its roots have ended when they are submitted.
    fileprivate init?(_ cell: EngineCell, _ real: EngineReading, _ accesses: EngineReading) {
        let polls = real.perIO(real.counters.pollCalls)
        let nanoseconds = real.nanosecondsPerIO(jobs: 1)
        guard cell.isIdle else {
            let reaps = real.counters.queuePolls - real.counters.emptyQueuePolls
            self.init(
                counts: [
                    1, Double(cell.clones), real.perIO(real.counters.leavesReaped), real.perIO(reaps), polls,
                ],
                nanoseconds: nanoseconds, leftNanoseconds: nanoseconds - accesses.nanosecondsPerIO(jobs: 1))
            return
        }
        if polls == 0 || accesses.counters.pollCalls == 0 { return nil }
        let look = accesses.nanosecondsPerIO(jobs: 1) / accesses.perIO(accesses.counters.pollCalls)
        self.init(
            counts: [0, 0, 0, 0, 1], nanoseconds: nanoseconds / polls,
            leftNanoseconds: nanoseconds / polls - look)
    }
}

extension Calibration {
    /// How much a price that is a nanosecond off what all designs share counts, in parts of a cell's time. One design
    /// has eight cells for five prices, and counts that rise together: alone they would be fitted to noise.
    private static let pull = 0.0015

    /// The prices of several designs, in their order: near those that suit all of them best, since most of the work is
    /// the engine's.
    public static func outcomes(_ designs: [[Cell]]) -> [Outcome] {
        let common = fit(designs.flatMap(\.self), towards: nil)
        return designs.map { cells in
            let found = fit(cells, towards: common)
            var prices = WorkPrices()
            for (price, value) in zip(WorkPrices.all, found) { prices[keyPath: price] = value }
            let errors = cells.map { cell in
                abs(zip(cell.counts, found).reduce(0) { $0 + $1.0 * $1.1 } - cell.leftNanoseconds)
                    / cell.nanoseconds
            }
            return Outcome(prices: prices, worstError: errors.max() ?? 0)
        }
    }

    private static func fit(_ cells: [Cell], towards common: [Double]?) -> [Double] {
        var rows = cells.map { cell in cell.counts.map { $0 / cell.nanoseconds } }
        var values = cells.map { $0.leftNanoseconds / $0.nanoseconds }
        for (place, price) in (common ?? []).enumerated() {
            rows.append(WorkPrices.all.indices.map { $0 == place ? pull : 0 })
            values.append(price * pull)
        }
        return nonNegativeLeastSquares(rows, values)
    }
}
