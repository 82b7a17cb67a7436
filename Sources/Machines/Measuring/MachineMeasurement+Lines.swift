import BlockLayer
import Placement

/// Lines that move between CPUs.
extension MachineMeasurement {
    /// The readings of a level, of as many pairs; where it has fewer, each is read several times.
    private static let pairs = 24

    mutating func measureTransfers() throws(MeasurementError) {
        guard tree.cpus.count > 1 else { return estimateTransfer() }
        // From the inside out: no level is cheaper than the one inside it.
        for level in tree.levels.indices.reversed() {
            let readings = try transfers(between: tree.pairs(at: level, most: Self.pairs), home: nil)
            let name = tree.levels[level].name
            let value = Readings.rounded(Readings.median(readings))
            let inner = level + 1 < model.levels.count ? model.levels[level + 1].transferNanoseconds : 0
            model.levels[level].transferNanoseconds = max(value, inner)
            let ends = Readings.text([0.1, 0.9].map { Readings.quantile($0, readings) })
            noteSpread(of: readings, name)
            let text =
                "compare-exchanges in turn by two CPUs; of the pairs that were tried, 10 % and 90 %: \(ends)"
            sources["levels.\(name)"] =
                value >= inner
                ? NumberSource(.measured, "pollbench machines measure: \(text)")
                : NumberSource(
                    .estimated, "as the level inside it; measured \(MachineText.number(value)): \(text)")
        }
    }

    /// Distances within a level differ by a third on large meshes, not by more.
    private mutating func noteSpread(of readings: [Double], _ level: String) {
        let ends = (readings.min() ?? 0, readings.max() ?? 0)
        guard ends.1 > 1.6 * ends.0 else { return }
        notes.append(
            "level \(level): transfers of \(Readings.text([ends.0, ends.1])) ns at least and at most, so the distance "
                + "is not one: a hypervisor may move virtual CPUs, or other programs run; measure again")
    }

    private mutating func estimateTransfer() {
        model.levels[0].transferNanoseconds = 50
        sources["levels.\(model.levels[0].name)"] = NumberSource(.estimated, "one CPU: nothing moves")
        notes.append("one CPU: transfers and contention are not measured")
    }

    /// A quiet reading of each pair, one way.
    private func transfers(
        between pairs: [(Int, Int)], home: Int?
    ) throws(MeasurementError) -> [Double] {
        var readings: [Double] = []
        for turn in 0..<Self.pairs {
            let (one, other) = pairs[turn % pairs.count]
            readings.append(Readings.quiet(try probe.transfers(number(one), number(other), home: home)))
        }
        return readings
    }

    /// Where a last-level cache is not the whole socket, a transfer between two of them asks the home of the line. The
    /// difference that a home on another socket makes is what a remote home costs.
    mutating func measureHome() throws(MeasurementError) {
        guard let level = tree.cacheLevel, level > 0, let remote = remoteNode else { return }
        let pairs = tree.pairs(at: level, most: 4 * Self.pairs).filter { tree.group(of: $0.1, level: 0) == 0 }
        guard !pairs.isEmpty else { return }
        let nearTime = Readings.median(try transfers(between: pairs, home: tree.cpus[0].node))
        let farTime = Readings.median(try transfers(between: pairs, home: remote))
        // Less is within the spread of pairs.
        guard farTime > 1.15 * nearTime else { return }
        let text = "a transfer with the home of the line on node \(remote) and on \(tree.cpus[0].node): "
        measured("home.remote", farTime - nearTime, text + Readings.text([farTime, nearTime]))
    }

    /// A node in another outermost group than the first CPU.
    private var remoteNode: Int? {
        let place = tree.cpus.indices.first { tree.group(of: $0, level: 0) != 0 }
        return place.map { tree.cpus[$0].node }.flatMap { $0 == tree.cpus[0].node ? nil : $0 }
    }
}
