/// When a store of one thread becomes visible to the others, in the schedules that `pollbench check` explores.
public enum MemoryModel: String, Sendable, CaseIterable {
    /// At once: all accesses happen in one order, which is that of the schedule.
    case sc
    /// As on x86-64 (total store order): the stores of all threads become visible in one order and each to its own
    /// thread at once, but a load may run before an earlier store of its thread has become visible. A
    /// read-modify-write first waits for that. Orders of loads and stores make no difference.
    case tso
    /// As C++ and Arm allow: relaxed, acquire/release and sequentially consistent accesses order no more than C++20
    /// says.
    case weak
}

/// The stores that the loads of each fibre may find, where memory is not sequentially consistent.
///
/// A store takes its place in the history of its word when the schedule performs it. Weak are the loads: a load may
/// find an older store than the newest, as far as the model allows; under `weak` a store may also be placed before
/// newer ones that its thread does not know. Each of these is a decision of the schedule and counts as a preemption.
/// The obvious choice is the newest store, so every store becomes visible in the end.
///
/// - `tso`: all stores have one order. Each fibre has seen a prefix of it; a load finds the last store to its word in
///   that prefix, or a newer one, and then the fibre has seen the order up to that store, unless the store is its own,
///   which may come from its store buffer. A read-modify-write has seen all of it. This is x86-TSO with its store
///   buffers, told from the side of the loads.
/// - `weak`: vector clocks of happens-before. A load finds no store older than one that was made or found by an access
///   that happened before; a sequentially consistent load none older than the last sequentially consistent store. A
///   load that acquires joins the clock of the store that released, or of the one at the head of the read-modify-writes
///   that led to it.
///
/// Not covered: loads that find stores still to come (load buffering, on Arm a relaxed load that runs after a later
/// store); stores to a word older than the eighth; under `weak`, a chain of relaxed loads that contradicts the order of
/// sequentially consistent accesses. Dependencies order nothing here, though they do on Arm. Plain memory is as its
/// last writer left it: whether accesses to it are ordered is checked for the passing of bios (``isOrdered``), and by
/// ThreadSanitizer for the rest.
///
/// - Source: Kang, Hur, Lahav, Vafeiadis, Dreyer: A Promising Semantics for Relaxed-Memory Concurrency, 2017, without
///   promises and with the vector clocks of Relacy (Vyukov); Cho, Lee, Raad, Kang: Revamping Hardware Persistency
///   Models, 2021, for x86-TSO by views; Lahav, Vafeiadis, Kang, Hur, Dreyer: Repairing Sequential Consistency in
///   C/C++11, 2017.
struct WeakMemory {
    /// An access that has been presented with a store, and has not shown yet what it left behind.
    private struct Pending {
        var access: WordAccess
        var age: Int
        /// Whether the word is written.
        var isStore: Bool
    }

    let model: MemoryModel
    private var history = StoreHistory()
    private let clocks: UnsafeMutablePointer<VectorClock>
    /// Under TSO, how much of the order of all stores each fibre has seen.
    private var seen = SIMD8<UInt64>.zero
    private var storeCount: UInt64 = 0
    private var pending: Pending?
    /// For each bio the fibre that handled it last, and the access of that fibre that came next.
    private var handlers: [(fibre: Int, access: UInt32)?] = []

    init(_ model: MemoryModel) {
        self.model = model
        clocks = .allocate(capacity: Scheduler.mostFibres)
        begin()
    }

    func deallocate() {
        history.deallocate()
        clocks.deallocate()
    }

    /// Forgets the schedule before.
    mutating func begin() {
        clocks.initialize(repeating: .zero, count: Scheduler.mostFibres)
        seen = .zero
        storeCount = 0
        pending = nil
        handlers.removeAll(keepingCapacity: true)
    }

    /// A word that is met for the first time.
    mutating func add(_ word: UInt32, value: UInt64) {
        history.reset(word, to: value)
    }

    /// The value in memory, which may have changed without a store that was noted: the memory was freed and reused.
    mutating func refresh(_ word: UInt32, value: UInt64) {
        if history.store(to: word, age: 0).pointee.value != value { history.reset(word, to: value) }
    }

    func newestValue(of word: UInt32) -> UInt64 { history.store(to: word, age: 0).pointee.value }
}

extension WeakMemory {
    /// The ages of the stores that an access of a fibre may find or, if it only stores, come behind; a bit for each.
    func choices(of access: WordAccess, by fibre: Int) -> UInt32 {
        switch model {
        case .sc: 1
        case .tso: access.kind == .read ? agesOfTSO(access.word, fibre) : 1
        case .weak: agesOfWeak(access, fibre)
        }
    }

    private func agesOfTSO(_ word: UInt32, _ fibre: Int) -> UInt32 {
        var age = 0
        while true {
            let store = history.store(to: word, age: age).pointee
            if Int(store.fibre) == fibre || store.place <= seen[fibre] { break }
            age += 1
            if age == history.count(of: word) { return 1 << UInt32(age) - 1 }
        }
        return 1 << UInt32(age + 1) - 1
    }

    private func agesOfWeak(_ access: WordAccess, _ fibre: Int) -> UInt32 {
        let clock = clocks[fibre]
        var ages: UInt32 = 0
        var isBeforeModification = false
        for age in 0..<history.count(of: access.word) {
            let store = history.store(to: access.word, age: age).pointee
            if access.kind == .read || !isBeforeModification { ages |= 1 << UInt32(age) }
            isBeforeModification = store.isModification
            // Read-modify-writes are all sequentially consistent, and no other store is.
            if clock.covers(store.known) || access.order == .sequential && store.isModification { break }
        }
        return ages
    }

    /// An access finds a store, or comes behind it. Returns the value that memory must show to it; what it has left
    /// behind there is for ``settle(_:by:)``.
    mutating func present(
        _ access: WordAccess, age: Int, to fibre: Int, ifEqual expected: UInt64?
    ) -> UInt64 {
        let store = history.store(to: access.word, age: age)
        let value = store.pointee.value
        clocks[fibre][fibre] &+= 1
        if access.kind != .write { find(store, access, fibre) }
        let isStore =
            access.kind == .write || access.kind == .modification && (expected ?? value) == value
        pending = Pending(access: access, age: age, isStore: isStore)
        return value
    }

    private mutating func find(_ store: UnsafeMutablePointer<Store>, _ access: WordAccess, _ fibre: Int) {
        if access.kind == .modification {
            // Even where it does not write.
            seen[fibre] = storeCount
        } else if Int(store.pointee.fibre) != fibre {
            seen[fibre] = max(seen[fibre], store.pointee.place)
        }
        store.pointee.known[fibre] = min(store.pointee.known[fibre], clocks[fibre][fibre])
        if access.order != .relaxed { clocks[fibre].join(store.pointee.released) }
    }

    /// The last access of a fibre has left a value in memory. Returns the value that must be there for the others.
    mutating func settle(_ value: UInt64, by fibre: Int) -> UInt64 {
        guard let last = pending else { return value }
        pending = nil
        if last.isStore { add(value, last.access, behind: last.age, fibre) }
        return newestValue(of: last.access.word)
    }

    private mutating func add(_ value: UInt64, _ access: WordAccess, behind age: Int, _ fibre: Int) {
        storeCount += 1
        var store = Store(value: value, fibre: Int8(fibre), place: storeCount)
        store.isModification = access.kind == .modification
        store.known = .never
        store.known[fibre] = clocks[fibre][fibre]
        if access.order != .relaxed { store.released = clocks[fibre] }
        if store.isModification {
            store.released.join(history.store(to: access.word, age: age).pointee.released)
            seen[fibre] = storeCount
        }
        history.insert(store, to: access.word, behind: age)
    }
}

extension WeakMemory {
    /// A fibre handles a bio. Returns whether what was done with the bio before happened before; always under TSO,
    /// where plain accesses are in order.
    mutating func isOrdered(bio number: Int, for fibre: Int) -> Bool {
        guard model == .weak else { return true }
        if number >= handlers.count {
            handlers += Array(repeating: nil, count: number + 1 - handlers.count)
        }
        let before = handlers[number]
        handlers[number] = (fibre, clocks[fibre][fibre] &+ 1)
        guard let before else { return true }
        return before.fibre == fibre || clocks[fibre][before.fibre] >= before.access
    }
}
