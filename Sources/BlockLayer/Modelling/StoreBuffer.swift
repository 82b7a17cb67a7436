/// The stores of one CPU that others do not see yet, from the oldest on. They leave in order, each when the CPU has its
/// cache line: total store order, as x86 has it.
///
/// Memory holds what all see: a store comes there when it leaves. Stores of plain memory have no value here, as a lock
/// or a shared word says when others may look.
struct StoreBuffer {
    struct PendingStore {
        let line: Int32
        /// Nil for plain memory.
        let word: UnsafeMutableRawPointer?
        let arrivalTicks: UInt64
        var value: UInt64 = 0
    }

    private let stores: UnsafeMutablePointer<PendingStore>
    private let capacity: Int
    private var first = 0
    private(set) var count = 0

    init(capacity: Int) {
        self.capacity = capacity
        stores = .allocate(capacity: capacity)
    }

    func deallocate() {
        stores.deallocate()
    }

    @inline(__always)
    var isEmpty: Bool { count == 0 }

    var isFull: Bool { count == capacity }

    private func place(_ number: Int) -> Int { (first + number) % capacity }

    /// The oldest store.
    var oldest: PendingStore { stores[first] }

    mutating func append(_ store: PendingStore) {
        (stores + place(count)).initialize(to: store)
        count += 1
    }

    /// Gives the newest store its value.
    func setNewestValue(_ value: UInt64) {
        stores[place(count - 1)].value = value
    }

    /// Takes the oldest stores out, as long as they are to one line, and has memory hold what they wrote.
    mutating func commit(to line: Int32) {
        while count > 0 && stores[first].line == line {
            let store = stores[first]
            store.word?.storeBytes(of: store.value, as: UInt64.self)
            first = place(1)
            count -= 1
        }
    }

    /// What the CPU has stored in a word last; nil if that is not here.
    func value(of word: UnsafeRawPointer) -> UInt64? {
        for number in (0..<count).reversed() {
            let store = stores[place(number)]
            if let other = store.word, UnsafeRawPointer(other) == word { return store.value }
        }
        return nil
    }
}
