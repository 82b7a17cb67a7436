import BlockLayer
import Placement

extension MachineChoice {
    /// The CPUs of the machine, all of which may be used.
    public var topology: Placement.Topology { Placement.Topology(model) }
}

extension Placement.Topology {
    /// The CPUs of a described machine, all of which may be used.
    fileprivate init(_ model: MachineModel) {
        let cpus = (0..<model.cpuCount).map { number in
            guard let coreLevel = model.coreLevel else {
                return CPU(
                    number: number, node: model.node(of: number), package: model.group(of: number, level: 0))
            }
            let core = model.group(of: number, level: coreLevel)
            let width = model.cpusPerGroup(of: coreLevel)
            return CPU(
                number: number, node: model.node(of: number), package: model.group(of: number, level: 0),
                core: core,
                siblings: Array(core * width..<(core + 1) * width))
        }
        let width = model.cpusPerGroup(of: model.nodeLevel)
        self.init(cpus: cpus) { one, other in
            // As firmware does, 10 for a node and itself; beyond, by the time that a line takes.
            let level = model.levelBetween(one * width, other * width)
            return 10 + (level.map { Int(model.levels[$0].transferNanoseconds.rounded()) } ?? 0)
        }
    }
}
