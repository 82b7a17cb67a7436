@testable import BlockLayer

/// An execution of C++ without load buffering: what reads from what, and the order of the stores to each word.
///
/// Of accesses without fences. Events of thread -1 are the stores of before.
struct CppExecution {
    let threads: [Int]
    let words: [Int]
    let orders: [AccessOrder]
    /// Which are read-modify-writes that wrote.
    let modifies: [Bool]
    /// What each read reads from; negative for others.
    let sources: [Int]
    /// For each word its stores.
    let storeOrders: [[Int]]

    private var events: Range<Int> { threads.indices }

    var isConsistent: Bool {
        let program = relation { a, b in threads[a] == threads[b] ? threads[a] >= 0 && a < b : threads[a] < 0
        }
        let readsFrom = relation { a, b in sources[b] == a }
        guard program.union(readsFrom).closure.isIrreflexive, isAtomic else { return false }
        let modification = modificationOrder
        let happensBefore = program.union(synchronises).closure
        let fromRead = relation { a, b in
            a != b && sources[a] >= 0 && sources[a] != b && modification[sources[a], b]
        }
        let coherence = readsFrom.union(modification).union(fromRead).closure
        guard happensBefore.isIrreflexive, happensBefore.then(coherence).isIrreflexive,
            coherence.isIrreflexive
        else { return false }
        return sequentialOrder(program, happensBefore, modification.union(fromRead)).closure.isIrreflexive
    }

    private var modificationOrder: Relation {
        var order = Relation(count: events.count)
        for stores in storeOrders {
            for (place, store) in stores.enumerated() {
                for later in stores[(place + 1)...] { order[store, later] = true }
            }
        }
        return order
    }

    /// A read-modify-write comes just behind what it reads.
    private var isAtomic: Bool {
        events.allSatisfy { event in
            guard modifies[event] else { return true }
            let stores = storeOrders[words[event]]
            return stores[stores.firstIndex(of: event)! - 1] == sources[event]
        }
    }

    /// A store that releases synchronises with loads that acquire from it, or from read-modify-writes that led on.
    private var synchronises: Relation {
        var relation = Relation(count: events.count)
        for read in events where sources[read] >= 0 && orders[read] != .relaxed {
            var store = sources[read]
            while true {
                if orders[store] != .relaxed && threads[store] >= 0 { relation[store, read] = true }
                guard modifies[store] else { break }
                store = sources[store]
            }
        }
        return relation
    }

    /// What the order of all sequentially consistent accesses must contain.
    private func sequentialOrder(
        _ program: Relation, _ happensBefore: Relation, _ coherence: Relation
    ) -> Relation {
        let other = relation { a, b in program[a, b] && words[a] != words[b] }
        let same = relation { a, b in happensBefore[a, b] && words[a] == words[b] }
        let order = program.union(other.then(happensBefore).then(other)).union(same).union(coherence)
        return relation { a, b in
            order[a, b] && orders[a] == .sequential && orders[b] == .sequential
        }
    }

    private func relation(_ holds: (Int, Int) -> Bool) -> Relation {
        var relation = Relation(count: events.count)
        for a in events {
            for b in events where holds(a, b) { relation[a, b] = true }
        }
        return relation
    }
}

/// A relation of up to 32 things.
struct Relation {
    private var rows: [UInt32]

    init(count: Int) {
        rows = Array(repeating: 0, count: count)
    }

    subscript(a: Int, b: Int) -> Bool {
        get { rows[a] >> UInt32(b) & 1 == 1 }
        set { rows[a] = rows[a] & ~(1 << UInt32(b)) | (newValue ? 1 << UInt32(b) : 0) }
    }

    func union(_ other: Relation) -> Relation {
        var union = self
        for row in rows.indices { union.rows[row] |= other.rows[row] }
        return union
    }

    func then(_ other: Relation) -> Relation {
        var product = Relation(count: rows.count)
        for row in rows.indices {
            for middle in rows.indices where self[row, middle] { product.rows[row] |= other.rows[middle] }
        }
        return product
    }

    var closure: Relation {
        var closure = self
        for middle in rows.indices {
            for row in rows.indices where closure[row, middle] { closure.rows[row] |= closure.rows[middle] }
        }
        return closure
    }

    var isIrreflexive: Bool { rows.indices.allSatisfy { !self[$0, $0] } }
}
