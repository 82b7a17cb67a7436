/// A store to a shared word, as later loads find it.
struct Store: BitwiseCopyable {
    var value: UInt64
    /// The fibre that stored it; negative for the value that the word had when the schedule first met it.
    var fibre: Int8 = -1
    /// Whether it belongs to a read-modify-write: nothing comes between the store that this read and this one.
    var isModification = false
    /// What happened before, for loads that acquire: zero if it does not release.
    var released = VectorClock.zero
    /// The access from which on each fibre may not find an older store any more, since it made or found this one.
    var known = VectorClock.zero
    /// Under TSO, where it stands among the stores to all words.
    var place: UInt64 = 0
}

/// The newest stores to each shared word, in the word's modification order.
///
/// Stores are counted by age: 0 is the newest one, whose value is in memory between accesses to the word.
struct StoreHistory {
    /// The number of stores that are kept of each word.
    static var depth: Int { 8 }

    /// Room for the words, which grows.
    private var capacity = WordTable.leastCapacity
    /// The memory that room for a word takes.
    static var bytesPerWord: Int { depth * MemoryLayout<Store>.stride + MemoryLayout<UInt8>.stride }
    private var stores: UnsafeMutablePointer<Store>
    private var counts: UnsafeMutablePointer<UInt8>

    init() {
        stores = .allocate(capacity: capacity * Self.depth)
        counts = .allocate(capacity: capacity)
    }

    func deallocate() {
        stores.deallocate()
        counts.deallocate()
    }

    func count(of word: UInt32) -> Int { Int(counts[Int(word)]) }

    func store(to word: UInt32, age: Int) -> UnsafeMutablePointer<Store> {
        stores + (Int(word) * Self.depth + count(of: word) - 1 - age)
    }

    /// Forgets what was stored to a word, which from now on has this value for all fibres.
    mutating func reset(_ word: UInt32, to value: UInt64) {
        if Int(word) >= capacity { grow() }
        counts[Int(word)] = 1
        store(to: word, age: 0).initialize(to: Store(value: value))
    }

    private mutating func grow() {
        let moved = UnsafeMutablePointer<Store>.allocate(capacity: 2 * capacity * Self.depth)
        moved.update(from: stores, count: capacity * Self.depth)
        stores.deallocate()
        stores = moved
        let movedCounts = UnsafeMutablePointer<UInt8>.allocate(capacity: 2 * capacity)
        movedCounts.update(from: counts, count: capacity)
        counts.deallocate()
        counts = movedCounts
        capacity *= 2
    }

    /// Puts a store behind the one of an age, and forgets the oldest one if there are too many.
    func insert(_ store: Store, to word: UInt32, behind age: Int) {
        var age = age
        let first = stores + Int(word) * Self.depth
        if count(of: word) == Self.depth {
            // A place behind the store that is forgotten becomes the place behind the oldest one left.
            age = min(age, Self.depth - 2)
            first.update(from: first + 1, count: Self.depth - 1)
            counts[Int(word)] -= 1
        }
        let place = first + (count(of: word) - age)
        (place + 1).update(from: place, count: age)
        place.initialize(to: store)
        counts[Int(word)] += 1
    }
}
