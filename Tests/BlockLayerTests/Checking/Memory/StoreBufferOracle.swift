@testable import BlockLayer

/// What can come of a litmus test on x86-TSO as its inventors write it down: a buffer of stores before memory for each
/// thread, which drains when it likes, and must be empty for a read-modify-write. Without buffers it is sequential
/// consistency.
struct StoreBufferOracle {
    private struct State: Hashable {
        var memory: [UInt64]
        var buffers: [[Buffered]]
        var places: [Int]
        var reads: [[UInt64]]
    }

    private struct Buffered: Hashable {
        let word: Int
        let value: UInt64
    }

    private let litmus: Litmus
    private let hasBuffers: Bool
    private var seen: Set<State> = []
    private var outcomes: Set<Litmus.Outcome> = []

    static func outcomes(of litmus: Litmus, hasBuffers: Bool) -> Set<Litmus.Outcome> {
        var oracle = StoreBufferOracle(litmus: litmus, hasBuffers: hasBuffers)
        let count = litmus.threads.count
        oracle.visit(
            State(
                memory: Array(repeating: 0, count: litmus.wordCount),
                buffers: Array(repeating: [], count: count), places: Array(repeating: 0, count: count),
                reads: Array(repeating: [], count: count)))
        return oracle.outcomes
    }

    private init(litmus: Litmus, hasBuffers: Bool) {
        self.litmus = litmus
        self.hasBuffers = hasBuffers
    }

    private mutating func visit(_ state: State) {
        guard seen.insert(state).inserted else { return }
        var isOver = true
        for thread in litmus.threads.indices {
            if !state.buffers[thread].isEmpty {
                isOver = false
                visit(drained(state, thread))
            }
            guard state.places[thread] < litmus.threads[thread].count else { continue }
            isOver = false
            if let next = stepped(state, thread) { visit(next) }
        }
        if isOver { outcomes.insert(Litmus.Outcome(reads: state.reads, last: state.memory)) }
    }

    private func drained(_ state: State, _ thread: Int) -> State {
        var next = state
        let store = next.buffers[thread].removeFirst()
        next.memory[store.word] = store.value
        return next
    }

    /// Nil for a read-modify-write before which the buffer must drain.
    private func stepped(_ state: State, _ thread: Int) -> State? {
        var next = state
        next.places[thread] += 1
        let step = litmus.threads[thread][state.places[thread]]
        let before = state.memory[step.word]
        switch step {
        case .load(let word, _):
            let own = state.buffers[thread].last { $0.word == word }
            next.reads[thread].append(own?.value ?? before)
            return next
        case .store(let word, let value, _):
            next.buffers[thread].append(Buffered(word: word, value: value))
            return hasBuffers ? next : drained(next, thread)
        case .exchange(let word, let value):
            next.memory[word] = value
        case .compareExchange(let word, let expected, let value):
            if before == expected { next.memory[word] = value }
        }
        next.reads[thread].append(before)
        return state.buffers[thread].isEmpty ? next : nil
    }
}
