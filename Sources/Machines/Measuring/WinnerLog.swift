import BlockLayer

/// Which CPUs made the additions to one word, in their order, and what that says of arbitration.
struct WinnerLog {
    /// The part of all additions that another cluster made than the one before.
    let farPart: Double
    /// The mean number of additions that a CPU makes in a row.
    let ownerRunLength: Double
    /// The mean number of hand-overs to CPUs of one cluster in a row, the first included.
    let runLength: Double
    /// That number if the oldest request is always next: one of the others is next, each as often.
    let fifoRunLength: Double

    /// - Parameters:
    ///   - winners: the place of a CPU for each addition; the first and last tenth, where not all take part, are
    ///     left out.
    ///   - clusters: the cluster of each place.
    init(_ winners: [UInt16], clusters: [Int]) {
        let steady = winners[(winners.count / 10)..<(winners.count - winners.count / 10)]
        let pairs = zip(steady, steady.dropFirst()).filter { $0 != $1 }
        let far = pairs.count { clusters[Int($0)] != clusters[Int($1)] }
        ownerRunLength = Double(steady.count) / Double(pairs.count + 1)
        farPart = Double(far) / Double(max(1, steady.count - 1))
        runLength = Double(pairs.count + 1) / Double(far + 1)
        fifoRunLength = Self.fifoRunLength(clusters)
    }

    private static func fifoRunLength(_ clusters: [Int]) -> Double {
        let sizes = Dictionary(grouping: clusters) { $0 }.values.map { Double($0.count) }
        let all = Double(clusters.count)
        guard all > 1 else { return 1 }
        let stays = sizes.reduce(0) { $0 + $1 / all * ($1 - 1) / (all - 1) }
        return stays < 1 ? 1 / (1 - stays) : all
    }

    /// The oldest first, unless a cluster keeps the line twice as long as that would let it: then it hands the line on
    /// after as many of its own.
    var arbitration: MachineModel.Arbitration {
        runLength > 2 * fifoRunLength ? .clusterFirst(batch: Int(runLength.rounded())) : .fifo
    }

    /// The overlap of hand-overs between clusters, from the time per addition of all CPUs and the overlap within one:
    ///
    ///     time = (1 - far part) · overlap · near transfer + far part · far overlap · far transfer
    ///
    /// Nil if the line never leaves a cluster, or that leaves no time for it.
    func farOverlap(
        addNanoseconds: Double, overlap: Double, nearNanoseconds: Double, farNanoseconds: Double
    ) -> Double? {
        let rest = addNanoseconds - (1 - farPart) * overlap * nearNanoseconds
        let value = rest / (farPart * farNanoseconds)
        return value.isFinite && value > 0.01 ? value : nil
    }

    var text: String {
        "runs of \(MachineText.number(Readings.rounded(runLength))) hand-overs within a cluster, "
            + "\(MachineText.number(Readings.rounded(fifoRunLength))) if the oldest request were next"
    }
}
