import Glibc
import RandomNumbers

@testable import BlockLayer

/// A queue of a model device that belongs to one thread: holds back what was submitted last, refuses some of it, sends
/// some leaves back with EAGAIN, and counts whatever another thread does to it.
struct OwnedQueue: HardwareQueue {
    typealias M = RealMachine

    /// Behind a pointer, since queues are copied.
    struct State {
        var heldBack = BioList<RealMachine>()
        var random: RandomGenerator
        /// Who may call; set while the queue is attached.
        var owner: pthread_t?
        var strangers = 0
        var again: UInt64 = 0
    }

    let model: ModelQueue<RealMachine>
    let state: UnsafeMutablePointer<State>

    init(_ model: ModelQueue<RealMachine>, seed: UInt64) {
        self.model = model
        state = .allocate(capacity: 1)
        state.initialize(to: State(random: RandomGenerator(seed: seed)))
    }

    func deallocate() {
        state.deinitialize(count: 1).deallocate()
    }

    private func checkCaller() {
        if state.pointee.owner != pthread_self() { state.pointee.strangers += 1 }
    }

    func submit(_ leaves: inout BioList<RealMachine>, systemCalls: inout UInt64) -> Int {
        checkCaller()
        if holdsBack { flush(systemCalls: &systemCalls) }
        var taken = 0
        while taken < 3, let leaf = leaves.popFirst() {
            state.pointee.heldBack.append(leaf)
            taken += 1
        }
        return taken
    }

    var holdsBack: Bool { !state.pointee.heldBack.isEmpty }

    /// Now and then the device takes nothing, and never more than it has tags for.
    func flush(systemCalls: inout UInt64) {
        checkCaller()
        systemCalls += 1
        if state.pointee.random.next(below: 4) == 0 { return }
        _ = model.submit(&state.pointee.heldBack, systemCalls: &systemCalls)
    }

    func mayHaveCompletions() -> Bool {
        checkCaller()
        return holdsBack || model.mayHaveCompletions()
    }

    func reap(into batch: CompletionBatch<RealMachine>, systemCalls: inout UInt64) -> Int {
        if holdsBack { flush(systemCalls: &systemCalls) }
        let count = model.reap(into: batch, systemCalls: &systemCalls)
        for place in 0..<count where state.pointee.random.next(below: 16) == 0 {
            batch[place].pointee.status = .again
            state.pointee.again += 1
        }
        return count
    }

    func attach() -> Int32 {
        if state.pointee.owner != nil { state.pointee.strangers += 1 }
        state.pointee.owner = pthread_self()
        return 0
    }

    func detach() {
        checkCaller()
        state.pointee.owner = nil
    }
}
