import RandomNumbers

/// A hardware queue of a model device that tells the scheduler of the calling thread which leaves come and go, and lets
/// some of them fail.
struct WatchedQueue: HardwareQueue {
    typealias M = InterleavedMachine

    let model: ModelQueue<InterleavedMachine>
    let number: UInt32
    /// Which leaves fail; not in the handle, since workers copy that.
    let failures: UnsafeMutablePointer<LeafFailures>

    func submit(_ leaves: inout BioList<M>, systemCalls: inout UInt64) -> Int {
        let scheduler = Scheduler.running
        var next = leaves.first
        while let leaf = next {
            next = leaf.pointee.next
            scheduler?.noteOffered(leaf, to: number)
        }
        let taken = model.submit(&leaves, systemCalls: &systemCalls)
        next = leaves.first
        while let leaf = next {
            next = leaf.pointee.next
            scheduler?.noteRefused(leaf)
        }
        scheduler?.noteTaken(taken)
        return taken
    }

    func mayHaveCompletions() -> Bool { model.mayHaveCompletions() }

    func reap(into batch: CompletionBatch<M>, systemCalls: inout UInt64) -> Int {
        let count = model.reap(into: batch, systemCalls: &systemCalls)
        for place in 0..<count {
            let failure = failures.pointee.next()
            if batch[place].pointee.status == .ok { batch[place].pointee.status = failure }
            Scheduler.running?.noteReaped(batch[place], from: number)
        }
        return count
    }
}

/// How many of a queue's leaves come back with an error or, for now, without having been done.
struct LeafFailures {
    /// Of 256.
    let errors: UInt64
    let again: UInt64
    private var random: RandomGenerator

    init(errors: UInt64, again: UInt64, random: RandomGenerator) {
        self.errors = errors
        self.again = again
        self.random = random
    }

    mutating func next() -> Status {
        if errors | again == 0 { return .ok }
        let draw = random.next() & 255
        if draw < errors { return .ioError }
        return draw < errors &+ again ? .again : .ok
    }
}
