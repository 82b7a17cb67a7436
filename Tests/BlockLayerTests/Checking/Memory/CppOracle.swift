@testable import BlockLayer

/// What can come of a litmus test in C++20, by its axioms as Lahav et al. repaired them (RC11): every assignment of
/// stores to loads and every order of the stores to a word, of which those count that are consistent.
struct CppOracle {
    private struct Event {
        let thread: Int
        let word: Int
        var reads = false
        /// What it writes; nil for a load. A compare-exchange that fails writes nothing.
        var written: UInt64?
        /// The value without which it does not write.
        var expected: UInt64?
        let order: AccessOrder
        let isModification: Bool
    }

    /// The stores of before come first, one for each word.
    private var events: [Event]
    private let litmus: Litmus
    private var outcomes: Set<Litmus.Outcome> = []

    static func outcomes(of litmus: Litmus) -> Set<Litmus.Outcome> {
        var oracle = CppOracle(litmus)
        var sources = Array(repeating: -1, count: oracle.events.count)
        oracle.assign(from: 0, &sources)
        return oracle.outcomes
    }

    private init(_ litmus: Litmus) {
        self.litmus = litmus
        events = (0..<litmus.wordCount).map {
            Event(thread: -1, word: $0, written: 0, order: .relaxed, isModification: false)
        }
        for (thread, steps) in litmus.threads.enumerated() {
            events += steps.map { Self.event($0, of: thread) }
        }
    }

    private static func event(_ step: Litmus.Step, of thread: Int) -> Event {
        switch step {
        case .load(let word, let order):
            Event(thread: thread, word: word, reads: true, order: order, isModification: false)
        case .store(let word, let value, let order):
            Event(thread: thread, word: word, written: value, order: order, isModification: false)
        case .exchange(let word, let value):
            Event(
                thread: thread, word: word, reads: true, written: value, order: .sequential,
                isModification: true)
        case .compareExchange(let word, let expected, let value):
            Event(
                thread: thread, word: word, reads: true, written: value, expected: expected,
                order: .sequential, isModification: true)
        }
    }

    /// Has every read from a place on read from each store to its word.
    private mutating func assign(from place: Int, _ sources: inout [Int]) {
        guard place < events.count else { return judge(sources) }
        if !events[place].reads { return assign(from: place + 1, &sources) }
        for source in events.indices
        where source != place && events[source].word == events[place].word && events[source].written != nil {
            sources[place] = source
            assign(from: place + 1, &sources)
        }
    }

    private mutating func judge(_ sources: [Int]) {
        var happening = events
        for place in events.indices {
            guard let expected = events[place].expected else { continue }
            if events[sources[place]].written != expected { happening[place].written = nil }
        }
        guard events.indices.allSatisfy({ sources[$0] < 0 || happening[sources[$0]].written != nil }) else {
            return
        }
        var orders: [[Int]] = []
        chooseOrders(happening, sources, &orders)
    }

    private mutating func chooseOrders(_ happening: [Event], _ sources: [Int], _ orders: inout [[Int]]) {
        let word = orders.count
        guard word < litmus.wordCount else {
            let execution = CppExecution(
                threads: happening.map(\.thread), words: happening.map(\.word),
                orders: happening.map(\.order),
                modifies: happening.map { $0.isModification && $0.written != nil }, sources: sources,
                storeOrders: orders)
            if execution.isConsistent { outcomes.insert(outcome(happening, sources, orders)) }
            return
        }
        let stores = happening.indices.filter {
            happening[$0].word == word && happening[$0].written != nil && $0 != word
        }
        for order in Self.permutations(stores) {
            orders.append([word] + order)
            chooseOrders(happening, sources, &orders)
            orders.removeLast()
        }
    }

    private static func permutations(_ items: [Int]) -> [[Int]] {
        if items.isEmpty { return [[]] }
        return items.flatMap { item in permutations(items.filter { $0 != item }).map { [item] + $0 } }
    }

    private func outcome(_ happening: [Event], _ sources: [Int], _ orders: [[Int]]) -> Litmus.Outcome {
        var reads = litmus.threads.map { _ in [UInt64]() }
        for (place, event) in happening.enumerated() where event.reads {
            reads[event.thread].append(happening[sources[place]].written!)
        }
        return Litmus.Outcome(reads: reads, last: orders.map { happening[$0.last!].written! })
    }
}
