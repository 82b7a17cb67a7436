import Synchronization

/// The outcome of an exploration.
public struct ExplorationOutcome: Sendable {
    /// A schedule that shows a fault.
    public struct Failure: Sendable {
        /// The fault.
        public let fault: Fault
        /// The seed of the case and, for a random schedule, of its decisions.
        public let seed: UInt64
        /// The schedule, by its departures.
        public let schedule: Schedule
    }

    /// Schedules that were run, and those of them that were equivalent to others.
    public internal(set) var schedules: UInt64 = 0
    public internal(set) var redundant: UInt64 = 0
    /// Accesses of all schedules, each a state of the whole.
    public internal(set) var states: UInt64 = 0
    /// Places of the program that touch shared words, and pairs of them at which two threads accessed one word.
    public internal(set) var sites = 0
    public internal(set) var conflicts = 0
    /// Whether there are no more schedules to look at.
    public internal(set) var isComplete = false
    public internal(set) var failure: Failure?
    public internal(set) var nanoseconds: UInt64 = 0

    mutating func note(_ scheduler: Scheduler, _ fault: Fault?, seed: UInt64) {
        schedules += 1
        states += scheduler.state.pointee.steps
        sites = scheduler.state.pointee.coverage.siteCount
        conflicts = scheduler.state.pointee.coverage.conflictCount
        guard let fault, failure == nil else { return }
        failure = Failure(fault: fault, seed: seed, schedule: Schedule(scheduler.state.pointee.departures))
    }

    /// Adds what another thread saw; places are not added up, since both have seen mostly the same.
    mutating func merge(_ other: ExplorationOutcome) {
        schedules += other.schedules
        redundant += other.redundant
        states += other.states
        sites = max(sites, other.sites)
        conflicts = max(conflicts, other.conflicts)
        isComplete = isComplete && other.isComplete
        if failure == nil { failure = other.failure }
    }
}

extension ExplorationOutcome {
    /// Adds what was seen of another case, afterwards.
    public mutating func add(_ other: ExplorationOutcome) {
        merge(other)
        nanoseconds += other.nanoseconds
    }
}

/// The outcomes of several threads, each written by its own and read after all have ended.
final class SharedOutcomes: @unchecked Sendable {
    private let slots: ThreadSlots<ExplorationOutcome>
    private let faults = Atomic<Int>(0)

    init(count: Int) {
        slots = ThreadSlots(count: count)
    }

    /// Sets the outcome of a thread. That thread, once.
    func set(_ outcome: ExplorationOutcome, of thread: Int) {
        slots[thread] = outcome
    }

    func noteFault() {
        faults.add(1, ordering: .relaxed)
    }

    var isFaulty: Bool { faults.load(ordering: .relaxed) > 0 }

    /// The outcomes added up. After all threads have ended.
    var merged: ExplorationOutcome {
        slots.values.dropFirst().reduce(into: slots.values.first ?? ExplorationOutcome()) { $0.merge($1) }
    }
}
