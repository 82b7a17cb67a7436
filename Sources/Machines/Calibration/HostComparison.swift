import BlockLayer

/// The modelled machine against the machine it runs on: every design in the same cells on both.
public struct HostComparison: Sendable {
    /// A design in a cell, really and modelled.
    public struct Row: Sendable {
        public let cell: String
        public let design: String
        /// IOs per second, and the median lag in nanoseconds.
        public let realRate: Double
        public let modelledRate: Double
        public let realLag: Double
        public let modelledLag: Double
        /// How much the rounds of the real rate differ, of the best one.
        public let spread: Double

        /// How far the modelled rate is off: 0.1 is a tenth too much.
        public var rateError: Double { modelledRate / realRate - 1 }
        public var lagError: Double { modelledLag / realLag - 1 }
    }

    public var machine: MachineModel
    public var book: WorkPriceBook
    public var rounds = 7
    public var runtimeNanoseconds: UInt64 = 30_000_000

    public init(machine: MachineModel, book: WorkPriceBook) {
        self.machine = machine.withoutDevices
        self.book = book
    }

    private static let cells: [(name: String, cell: EngineCell)] = [
        ("linear, 1 job", cell(legs: 1, jobs: 1, queues: 1)),
        ("split, 1 job", cell(legs: 2, jobs: 1, queues: 1)),
        ("linear, 2 jobs, own queues", cell(legs: 1, jobs: 2, queues: 2)),
        ("split, 2 jobs, own queues", cell(legs: 2, jobs: 2, queues: 2)),
        ("linear, 2 jobs, one queue", cell(legs: 1, jobs: 2, queues: 1)),
        ("split, 2 jobs, one queue", cell(legs: 2, jobs: 2, queues: 1)),
    ]

    private static func cell(legs: Int, jobs: Int, queues: Int) -> EngineCell {
        EngineCell(legs: legs, jobs: jobs, queues: queues, depth: 16, serviceNanoseconds: 5_000)
    }

    /// Runs all of them: a minute or two of a machine that has nothing else to do, with two CPUs.
    public func rows() throws(RunError) -> [Row] {
        var rows: [Row] = []
        for (name, cell) in Self.cells {
            for (design, modelled) in zip(Catalogue.designs, Catalogue.modelled) {
                rows.append(try row(name, cell, design, modelled))
            }
        }
        return rows
    }

    private func row(
        _ name: String, _ cell: EngineCell, _ design: CatalogueEntry, _ modelled: ModelledEntry
    ) throws(RunError) -> Row {
        let cpus = Array(0..<cell.jobs)
        let real = try cell.measured(
            design, cpus: cpus, rounds: rounds, runtimeNanoseconds: runtimeNanoseconds)
        let described = DescribedMachine(machine, work: book.prices(of: design.card.name))
        let model = try cell.modelled(modelled, described, cpus: cpus)
        return Row(
            cell: name, design: design.card.name, realRate: real.iosPerSecond,
            modelledRate: model.iosPerSecond, realLag: real.lagMedianNanoseconds,
            modelledLag: model.lagMedianNanoseconds, spread: real.spread)
    }
}

extension HostComparison {
    /// Kendall's tau of the order of designs in a cell: pairs in the same order less pairs in the other one, of the
    /// pairs whose real rates differ by more than their rounds; nil where there are none.
    public static func orderAgreement(_ rows: [Row]) -> Double? {
        var same = 0
        var other = 0
        for (place, one) in rows.enumerated() {
            for two in rows[(place + 1)...] {
                let gap = one.realRate - two.realRate
                if abs(gap) <= max(one.spread * one.realRate, two.spread * two.realRate) { continue }
                if (one.modelledRate - two.modelledRate) * gap > 0 { same += 1 } else { other += 1 }
            }
        }
        return same + other == 0 ? nil : Double(same - other) / Double(same + other)
    }
}
