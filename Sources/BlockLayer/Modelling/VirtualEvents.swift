/// Something that happens at a moment of virtual time.
struct VirtualEvent {
    enum Kind: UInt8 {
        /// A CPU goes on.
        case resume
        /// A cache line arrives for a request.
        case arrival
    }

    let ticks: UInt64
    /// Decides between events of one moment: the one that was planned first.
    let number: UInt64
    let kind: Kind
    /// The CPU, or the request.
    let subject: Int32

    @inline(__always)
    func isBefore(_ other: VirtualEvent) -> Bool {
        ticks != other.ticks ? ticks < other.ticks : number < other.number
    }
}

/// The events to come: a binary heap by time.
struct VirtualEvents {
    private var events: UnsafeMutablePointer<VirtualEvent>
    private var room = 1 << 8
    private var count = 0
    private var nextNumber: UInt64 = 0

    init() {
        events = .allocate(capacity: room)
    }

    func deallocate() {
        events.deallocate()
    }

    /// When the next one happens; `UInt64.max` if there is none.
    @inline(__always)
    var nextTicks: UInt64 { count == 0 ? .max : events[0].ticks }

    mutating func add(_ kind: VirtualEvent.Kind, _ subject: Int32, at ticks: UInt64) {
        if count == room { grow() }
        let event = VirtualEvent(ticks: ticks, number: nextNumber, kind: kind, subject: subject)
        nextNumber &+= 1
        var place = count
        count &+= 1
        while place > 0, event.isBefore(events[(place &- 1) / 2]) {
            events[place] = events[(place &- 1) / 2]
            place = (place &- 1) / 2
        }
        events[place] = event
    }

    mutating func popFirst() -> VirtualEvent? {
        if count == 0 { return nil }
        let first = events[0]
        count &-= 1
        if count > 0 { sink(events[count]) }
        return first
    }

    private func sink(_ event: VirtualEvent) {
        var place = 0
        while true {
            var child = 2 &* place &+ 1
            if child >= count { break }
            if child &+ 1 < count && events[child &+ 1].isBefore(events[child]) { child &+= 1 }
            if !events[child].isBefore(event) { break }
            events[place] = events[child]
            place = child
        }
        events[place] = event
    }

    private mutating func grow() {
        let old = events
        events = .allocate(capacity: 2 * room)
        events.moveInitialize(from: old, count: count)
        room *= 2
        old.deallocate()
    }
}
