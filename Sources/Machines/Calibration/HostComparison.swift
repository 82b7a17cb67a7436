import BlockLayer
import Placement

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

    /// The CPUs of this machine in the order of its description.
    private let cpus: [Int]

    /// - Parameter cpus: those of this machine that the process may use, at least two.
    public init(machine: MachineModel, book: WorkPriceBook, cpus: [CPU]) {
        self.machine = machine.withoutDevices
        self.book = book
        self.cpus = MachineTree(cpus, CacheFacts(of: cpus)).cpus.map(\.number)
    }

    private static let cells: [(name: String, cell: EngineCell)] = [
        ("linear, 1 job", cell(legs: 1, jobs: 1, queues: 1)),
        ("split, 1 job", cell(legs: 2, jobs: 1, queues: 1)),
        ("linear, 2 jobs, own queues", cell(legs: 1, jobs: 2, queues: 2)),
        ("split, 2 jobs, own queues", cell(legs: 2, jobs: 2, queues: 2)),
        ("linear, 2 jobs, one queue", cell(legs: 1, jobs: 2, queues: 1)),
        ("split, 2 jobs, one queue", cell(legs: 2, jobs: 2, queues: 1)),
    ]

    /// Rows, if none is left out.
    public var rowCount: Int { Self.cells.count * Catalogue.designs.count }

    private static func cell(legs: Int, jobs: Int, queues: Int) -> EngineCell {
        EngineCell(legs: legs, jobs: jobs, queues: queues, depth: 16, serviceNanoseconds: 5_000)
    }

    /// Rounds that are tried for each one that must count.
    private static var tries: Int { 5 }
    /// A cell with fewer rounds that count is left out.
    private static var fewestRounds: Int { 3 }

    /// Runs all of them: a minute or two of a machine that has nothing else to do, with two CPUs. The designs of a cell
    /// take turns.
    ///
    /// A round of two jobs counts only while the CPUs are as far from each other as the description says: a hypervisor
    /// may move them. Cells with fewer than three such rounds are left out.
    public func rows() throws(RunError) -> [Row] {
        var rows: [Row] = []
        for (name, cell) in Self.cells {
            guard let best = try measured(cell) else { continue }
            for (place, (design, modelled)) in zip(Catalogue.designs, Catalogue.modelled).enumerated() {
                guard let real = best[place].reading else { throw .standstill }
                let described = DescribedMachine(machine, work: book.prices(of: design.card.name))
                let model = try cell.modelled(modelled, described, cpus: Array(0..<cell.jobs))
                rows.append(
                    Row(
                        cell: name, design: design.card.name, realRate: real.iosPerSecond,
                        modelledRate: model.iosPerSecond, realLag: real.lagMedianNanoseconds,
                        modelledLag: model.lagMedianNanoseconds, spread: best[place].spread))
            }
        }
        return rows
    }

    /// Rounds of a cell on this machine, by design; nil if too few count.
    private func measured(_ cell: EngineCell) throws(RunError) -> [BestReading]? {
        var best = Array(repeating: BestReading(), count: Catalogue.designs.count)
        var left = rounds
        for _ in 0..<rounds * Self.tries where left > 0 && counts(cell) {
            var readings: [EngineReading] = []
            for design in Catalogue.designs {
                readings.append(
                    try cell.measured(
                        design, cpus: Array(cpus.prefix(cell.jobs)), runtimeNanoseconds: runtimeNanoseconds))
            }
            guard counts(cell) else { continue }
            left -= 1
            for (place, reading) in readings.enumerated() { best[place].add(reading) }
        }
        return rounds - left < Self.fewestRounds ? nil : best
    }

    private func counts(_ cell: EngineCell) -> Bool { cell.jobs == 1 || isAsDescribed }

    /// Whether a line takes as long from the first CPU to the second as the description says.
    private var isAsDescribed: Bool {
        guard let level = machine.levelBetween(0, 1),
            let readings = try? PinnedProbe().transfers(cpus[0], cpus[1], home: nil)
        else { return false }
        let factor = Readings.quiet(readings) / machine.levels[level].transferNanoseconds
        return (0.8...1.25).contains(factor)
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
