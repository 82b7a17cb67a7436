import Synchronization

/// What came of looking at schedules.
public struct ExplorationOutcome: Sendable {
    public struct Failure: Sendable {
        public let fault: Fault
        public let seed: UInt64
        public let schedule: Schedule
    }

    /// Schedules that were run, and those of them that turned out to be others in another form.
    public internal(set) var schedules: UInt64 = 0
    public internal(set) var redundant: UInt64 = 0
    /// Accesses of all schedules, each a state of the whole.
    public internal(set) var states: UInt64 = 0
    /// Places of the program that touch shared words, and pairs of them at which two threads met at one word.
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
    private let slots: UnsafeMutableBufferPointer<ExplorationOutcome>
    private let faults = Atomic<Int>(0)

    init(count: Int) {
        slots = .allocate(capacity: count)
        slots.initialize(repeating: ExplorationOutcome())
    }

    deinit {
        slots.deinitialize().deallocate()
    }

    subscript(number: Int) -> ExplorationOutcome {
        get { slots[number] }
        set { slots[number] = newValue }
    }

    func noteFault() {
        faults.add(1, ordering: .relaxed)
    }

    var isFaulty: Bool { faults.load(ordering: .relaxed) > 0 }

    var merged: ExplorationOutcome {
        var sum = slots[0]
        for outcome in slots.dropFirst() { sum.merge(outcome) }
        return sum
    }
}
