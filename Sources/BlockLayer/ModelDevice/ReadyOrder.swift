/// Leaves in the order in which they become ready.
///
/// A sorted run in a flat array, filled from the back: new leaves are mostly the last ones to be ready, so that an
/// insertion moves few, and taking the first moves none.
struct ReadyOrder<M: Machine> {
    private struct Entry {
        var ready: UInt64
        var leaf: BioPointer<M>
    }

    private let entries: UnsafeMutablePointer<Entry>
    private let room: Int
    private var first = 0
    private var end = 0

    /// The memory that it takes.
    static func byteCount(capacity: Int) -> Int { 2 * capacity * MemoryLayout<Entry>.stride }

    /// - Parameter capacity: the most leaves that it holds at a time.
    init(capacity: Int) {
        // Twice the room, so that the run is moved to the front only once in `capacity` insertions.
        room = 2 * capacity
        entries = .allocate(capacity: room)
    }

    func deallocate() {
        entries.deallocate()
    }

    /// When the first leaf is ready; `UInt64.max` if there is none.
    var nextReady: UInt64 { first == end ? .max : entries[first].ready }

    /// Leaves of equal readiness stay in the order of insertion.
    mutating func insert(_ leaf: BioPointer<M>) {
        if end == room { moveToFront() }
        let entry = Entry(ready: leaf.pointee.readyTicks, leaf: leaf)
        var place = end
        while place > first && entries[place &- 1].ready > entry.ready {
            entries[place] = entries[place &- 1]
            place &-= 1
        }
        entries[place] = entry
        end &+= 1
    }

    mutating func popReady(at now: UInt64) -> BioPointer<M>? {
        guard first != end, entries[first].ready <= now else { return nil }
        defer { first &+= 1 }
        return entries[first].leaf
    }

    private mutating func moveToFront() {
        entries.update(from: entries + first, count: end &- first)
        end &-= first
        first = 0
    }
}
