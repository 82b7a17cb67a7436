/// Goes through all schedules with at most a given number of departures, depth first.
///
/// Departures are: a thread that could go on is preempted; where a thread cannot go on, another one than the next in
/// turn does; an access finds another store than the newest one. Which thread begins is no departure. Schedules that
/// are equivalent to others are left out:
///
/// - A thread that was preempted before an access goes on only after another thread has touched that word: otherwise
///   the schedule is equivalent to one that preempts it after the access, which is explored too.
/// - Time passes where no thread can go on, and as a departure only before a thread reads the clock.
final class DepthFirstPolicy {
    private struct Point {
        let decision: UInt32
        var chosen: UInt8
        var isDeparture = false
        /// What is still to be tried here, a bit for each.
        var rest: UInt32
    }

    private let mostDepartures: Int
    private var points: [Point] = []
    /// The next point of this schedule.
    private var place = 0
    private var departures = 0
    /// Whether the schedule is equivalent to another one that is explored: it runs to its end and does not branch.
    private(set) var isRedundant = false

    init(mostDepartures: Int) {
        self.mostDepartures = mostDepartures
    }

    /// Turns to the next schedule; false if there is none. Not before the first one.
    func advance() -> Bool {
        place = 0
        departures = 0
        isRedundant = false
        while let last = points.last {
            points.removeLast()
            if last.rest == 0 { continue }
            let next = last.rest.trailingZeroBitCount
            points.append(
                Point(
                    decision: last.decision, chosen: UInt8(next), isDeparture: last.decision > 0,
                    rest: last.rest & (last.rest - 1)))
            return true
        }
        return false
    }

    func next(_ situation: Situation, fibres: UnsafeMutablePointer<Fibre>) -> Int {
        let next = decide(situation, fibres)
        if next == situation.devices { return next }
        if fibres[next].isAsleep { isRedundant = true }
        if let current = situation.current, current != next, situation.currentGoesOn,
            !fibres[current].isWaiting
        {
            fibres[current].isAsleep = true
        }
        return next
    }

    /// Which store an access finds.
    func nextAge(_ ages: UInt32, _ decision: UInt32) -> Int {
        decide(decision, obvious: 0) { ages }
    }

    private func decide(_ situation: Situation, _ fibres: UnsafeMutablePointer<Fibre>) -> Int {
        decide(situation.decision, obvious: situation.obvious) { alternatives(situation, fibres) }
    }

    @inline(__always)
    private func decide(_ decision: UInt32, obvious: Int, among choices: () -> UInt32) -> Int {
        if place < points.count {
            guard points[place].decision == decision else { return obvious }
            let point = points[place]
            place += 1
            if point.isDeparture { departures += 1 }
            return Int(point.chosen)
        }
        if isRedundant || departures == mostDepartures && decision > 0 { return obvious }
        let rest = choices() & ~(1 << UInt32(obvious))
        if rest == 0 { return obvious }
        points.append(Point(decision: decision, chosen: UInt8(obvious), rest: rest))
        place += 1
        return obvious
    }

    private func alternatives(_ situation: Situation, _ fibres: UnsafeMutablePointer<Fibre>) -> UInt32 {
        guard let current = situation.current, situation.currentGoesOn else { return situation.runnable }
        let readsClock = fibres[current].pending.word == WordTable.clock
        return readsClock ? situation.choices : situation.runnable
    }
}
