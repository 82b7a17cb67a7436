/// How a scheduler decides.
struct Policy {
    private enum Kind {
        case recorded
        case priorities
        case search
    }

    private let kind: Kind
    private var recorded = RecordedPolicy(Schedule())
    private var priorities = PriorityPolicy()
    private var search: DepthFirstPolicy?

    init(_ policy: RecordedPolicy) {
        kind = .recorded
        recorded = policy
    }

    init(_ policy: PriorityPolicy) {
        kind = .priorities
        priorities = policy
    }

    init(_ policy: DepthFirstPolicy) {
        kind = .search
        search = policy
    }

    /// Whether it sets ``Fibre/isAsleep``.
    @inline(__always)
    var putsToSleep: Bool { kind == .search }

    @inline(__always)
    mutating func next(_ situation: Situation, fibres: UnsafeMutablePointer<Fibre>) -> Int {
        switch kind {
        case .recorded: recorded.next(situation)
        case .priorities: priorities.next(situation)
        case .search: search.unsafelyUnwrapped.next(situation, fibres: fibres)
        }
    }

    /// The age of the store that an access finds, of several in a bit set; 0 is the obvious one.
    mutating func nextAge(_ ages: UInt32, _ decision: UInt32) -> Int {
        switch kind {
        case .recorded: recorded.nextAge(ages, decision)
        case .priorities: priorities.nextAge(ages)
        case .search: search.unsafelyUnwrapped.nextAge(ages, decision)
        }
    }
}

/// Follows a schedule that was written down.
struct RecordedPolicy {
    private let departures: [Schedule.Departure]
    private var place = 0

    init(_ schedule: Schedule) {
        departures = schedule.departures
    }

    /// Where the schedule names a fibre that has nothing to do, the obvious one goes on instead.
    mutating func next(_ situation: Situation) -> Int {
        departure(at: situation.decision, isAge: false, among: situation.choices) ?? situation.obvious
    }

    mutating func nextAge(_ ages: UInt32, _ decision: UInt32) -> Int {
        departure(at: decision, isAge: true, among: ages) ?? 0
    }

    private mutating func departure(at decision: UInt32, isAge: Bool, among choices: UInt32) -> Int? {
        while place < departures.count && departures[place].decision <= decision {
            let departure = departures[place]
            place += 1
            if departure.decision == decision && departure.isAge == isAge
                && choices >> UInt32(departure.next) & 1 == 1
            {
                return Int(departure.next)
            }
        }
        return nil
    }
}
