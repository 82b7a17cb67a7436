/// What follows from several CPUs that modify one word.
struct ContentionCurve {
    /// The times per operation of all CPUs together.
    struct Point: Equatable {
        let cpus: Int
        let addNanoseconds: Double
        let exchangeNanoseconds: Double
        /// The mean over all pairs of the CPUs.
        let transferNanoseconds: Double
    }

    /// In the order of CPUs.
    let points: [Point]

    /// Points that tell about waiters: with fewer CPUs, each may have the line before the next one asks for it.
    private var crowded: [Point] {
        let crowded = points.filter { $0.cpus >= 4 }
        return crowded.isEmpty ? points : crowded
    }

    /// The part of a transfer that remains when the line goes from one waiter to the next. When all CPUs wait, the line
    /// moves with each addition, so an addition takes the system overlap · transfer:
    ///
    ///     overlap = time per addition / mean transfer between the CPUs
    ///
    /// The median over the points of four CPUs and more.
    var overlap: Double { Readings.median(crowded.map { $0.addNanoseconds / $0.transferNanoseconds }) }

    /// The same of compare-exchange loops.
    var exchangeOverlap: Double {
        Readings.median(crowded.map { $0.exchangeNanoseconds / $0.transferNanoseconds })
    }

    /// Whether additions run at the home of the line, one after the other: then they are much faster than
    /// compare-exchange loops, which move it. Only Arm with LSE has such additions; elsewhere loops are slow for
    /// another reason.
    func additionsRunAtHome(canRun: Bool) -> Bool {
        canRun && overlap < 0.35 && overlap * 2.5 < exchangeOverlap
    }

    var text: String {
        let counts = points.map { String($0.cpus) }.joined(separator: ", ")
        return "\(counts) CPUs take \(Readings.text(points.map(\.addNanoseconds))) ns per addition, "
            + "\(Readings.text(points.map(\.exchangeNanoseconds))) ns per compare-exchange loop"
    }
}
