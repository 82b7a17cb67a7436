import BlockLayer
import CPlatform

/// One word that several CPUs modify.
extension MachineMeasurement {
    mutating func measureContention() throws(MeasurementError) {
        model.contention.arbitration = .fifo
        guard tree.cpus.count > 1 else {
            return estimated("contended.overlap", 0.47, "one CPU: as 8 x Xeon 8176, perfbook")
        }
        let near = nearPlaces
        let curve = ContentionCurve(points: try points(of: near, counts: Self.counts(upTo: near.count)))
        if curve.additionsRunAtHome(canRun: canAddAtHome) { return setAtHome(curve) }
        let overlap = try measureHold(near, curve)
        try measureFar(overlap: overlap)
    }

    /// A core of the first cluster each; else a CPU of each core, or all CPUs, where that would be one.
    private var nearPlaces: [Int] {
        let cores = tree.cores
        let cluster = cores.filter { tree.group(of: $0, level: tree.cacheLevel) == 0 }
        return [cluster, cores].first { $0.count > 1 } ?? Array(tree.cpus.indices)
    }

    /// 2, 4, 8 … and all.
    static func counts(from first: Int = 2, upTo most: Int) -> [Int] {
        var counts: [Int] = []
        var count = first
        while count < most {
            counts.append(count)
            count *= 2
        }
        return counts + [most]
    }

    private func points(
        of places: [Int], counts: [Int]
    ) throws(MeasurementError) -> [ContentionCurve.Point] {
        var points: [ContentionCurve.Point] = []
        for count in counts {
            let numbers = places.prefix(count).map(number)
            points.append(
                ContentionCurve.Point(
                    cpus: count,
                    addNanoseconds: Readings.median(try probe.contests(PLATFORM_ADD, of: numbers)),
                    exchangeNanoseconds: Readings.median(try probe.contests(PLATFORM_EXCHANGE, of: numbers)),
                    transferNanoseconds: meanTransfer(Array(places.prefix(count))) { _ in true }))
        }
        return points
    }

    /// The mean transfer over the pairs whose level is wanted; 0 if there are none.
    private func meanTransfer(_ places: [Int], _ isWanted: (Int) -> Bool) -> Double {
        var (sum, count) = (0.0, 0)
        for (index, one) in places.enumerated() {
            for other in places[(index + 1)...] {
                guard let level = tree.levelBetween(one, other), isWanted(level) else { continue }
                sum += model.levels[level].transferNanoseconds
                count += 1
            }
        }
        return count == 0 ? 0 : sum / Double(count)
    }

    /// How long a CPU keeps the line that others wait for, and what then remains of a transfer. A CPU that makes n
    /// additions before the line leaves it uses it for the time of n - 1 more, and the hand-over takes n times as long
    /// as an addition of all CPUs. Returns that overlap.
    private mutating func measureHold(
        _ near: [Int], _ curve: ContentionCurve
    ) throws(MeasurementError) -> Double {
        let log = WinnerLog(try probe.winners(of: near.map(number)), clusters: near.map { _ in 0 })
        let run = max(1, log.ownerRunLength)
        let overlap = curve.overlap * run
        let text = "\(curve.text); \(MachineText.number(Readings.rounded(run))) additions of a CPU in a row"
        if run > 1.5 { measured("contended.hold", (run - 1) * model.hit.modifyNanoseconds, text) }
        measured("contended.overlap", overlap, text)
        return overlap
    }

    private mutating func setAtHome(_ curve: ContentionCurve) {
        let each = Readings.median(curve.points.map(\.addNanoseconds))
        measured("contended.each", each, curve.text)
        measured("contended.cas.overlap", curve.exchangeOverlap, curve.text)
        model.contention.overlap = model.contention.exchangeOverlap ?? model.contention.overlap
    }

    /// What happens between clusters: a CPU of each core of all of them, and who had the line.
    private mutating func measureFar(overlap: Double) throws(MeasurementError) {
        guard let level = tree.cacheLevel else {
            notes.append(
                "the CPUs share one last-level cache: which of several clusters is next cannot be seen")
            return
        }
        let cores = tree.cores
        let clusters = cores.map { tree.group(of: $0, level: level) }
        let log = WinnerLog(try probe.winners(of: cores.map(number)), clusters: clusters)
        let first = 2 * cores.count / (clusters.max().map { $0 + 1 } ?? 1)
        let curve = ContentionCurve(
            points: try points(of: cores, counts: Self.counts(from: first, upTo: cores.count)))
        let text = "\(log.text); \(curve.text)"
        if case .clusterFirst(let batch) = log.arbitration {
            measured("contended.batch", Double(batch), text)
        }
        let far = log.farOverlap(
            addNanoseconds: curve.points.last?.addNanoseconds ?? 0, overlap: overlap,
            nearNanoseconds: meanTransfer(cores) { $0 > level },
            farNanoseconds: meanTransfer(cores) { $0 <= level })
        if let far { measured("contended.far-overlap", far, text) }
    }
}
