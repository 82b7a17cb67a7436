import BlockLayer
import Placement
import Units

/// Measures the machine that runs this program, as far as that can be done, and describes it.
public struct MachineMeasurement {
    let tree: MachineTree
    let caches: CacheFacts
    let probe: any MachineProbe
    /// Whether the architecture has additions that run at the home of a line.
    let canAddAtHome: Bool
    var model: MachineModel
    var sources: [String: NumberSource] = [:]
    /// What could not be measured and why, for people.
    public internal(set) var notes: [String] = []

    /// - Parameters:
    ///   - cpus: those to measure, at least one; of the affinity mask of this process.
    ///   - name: the name of the description.
    public init(of cpus: [CPU], named name: String) throws(MeasurementError) {
        #if arch(arm64)
            let canAddAtHome = true
        #else
            let canAddAtHome = false
        #endif
        try self.init(
            of: cpus, CacheFacts(of: cpus), by: PinnedProbe(), canAddAtHome: canAddAtHome, named: name)
    }

    init(
        of cpus: [CPU], _ caches: CacheFacts, by probe: any MachineProbe, canAddAtHome: Bool,
        named name: String
    ) throws(MeasurementError) {
        tree = MachineTree(cpus, caches)
        guard tree.cpus.count <= MachineModel.mostCPUs else {
            throw MeasurementError(
                description: "\(tree.cpus.count) CPUs; a description has at most \(MachineModel.mostCPUs)")
        }
        self.caches = caches
        self.probe = probe
        self.canAddAtHome = canAddAtHome
        let levels = tree.levels.map {
            MachineModel.Level(name: $0.name, count: $0.count, transferNanoseconds: 0)
        }
        model = MachineModel(name: name, levels: levels)
        model.nodeLevel = tree.nodeLevel
        model.filterLevel = tree.cacheLevel
        model.contention.clusterLevel = tree.cacheLevel
    }

    /// Takes all readings, in about a minute at most.
    ///
    /// - Parameter about: the machine in words.
    public mutating func description(about: String) throws(MeasurementError) -> MachineDescription {
        if !tree.leftOut.isEmpty {
            let list = CPUList(tree.leftOut.map(\.number))
            notes.append("CPU \(list) is left out: a description has groups of one size at each level")
        }
        try measureTransfers()
        try measureHome()
        try measureAccesses()
        try measureMemory()
        try measureSiblings()
        try measureContention()
        estimateOthers()
        return MachineDescription(model, about: about, sources: sources)
    }

    // MARK: Numbers

    /// The kernel's number of a CPU.
    func number(_ place: Int) -> Int { tree.cpus[place].number }

    /// Sets a number that was measured. One that no description may have is an estimate: its bound.
    mutating func measured(_ key: String, _ value: Double, _ text: String) {
        guard let number = MachineNumber.all.first(where: { $0.key == key }) else { return }
        let rounded = number.unit.isWhole ? value.rounded() : Readings.rounded(value)
        let bound = min(max(rounded, number.range.lowerBound), number.range.upperBound)
        number.set(&model, bound)
        sources[key] =
            bound == rounded
            ? NumberSource(.measured, "pollbench machines measure: \(text)")
            : NumberSource(.estimated, "the bound of this number; measured \(rounded): \(text)")
    }

    mutating func estimated(_ key: String, _ value: Double, _ text: String) {
        MachineNumber.all.first { $0.key == key }?.set(&model, value)
        sources[key] = NumberSource(.estimated, text)
    }

    private mutating func estimateOthers() {
        estimated("readers.each", 8, "a Skylake client, ticket lock: 7.4 for each further waiter")
        estimated(
            "io.doorbell", 250,
            "SPDK 2019 on a Xeon 8280L: 346 ns per IO without batched doorbells, 96 ns with them")
        estimated(
            "io.completion", 35,
            "a read of a line that the device wrote to the last-level cache: 20 to 50 ns")
        estimated(
            "io.interrupt", 1_100, "1076 ns: the handler in the constants of EHP, from DPAS, FAST 26")
        estimated(
            "io.switch", 1_500, "1487 ns: the context switch in the constants of EHP, from DPAS, FAST 26")
        estimated("stores.buffer", 56, "the store buffer of Skylake, in place of an unknown number")
    }
}
