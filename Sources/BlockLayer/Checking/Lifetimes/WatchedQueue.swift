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
        scheduler?.state.pointee.watch.beginCall(of: number)
        let taken = model.submit(&leaves, systemCalls: &systemCalls)
        next = leaves.first
        while let leaf = next {
            next = leaf.pointee.next
            scheduler?.noteRefused(leaf)
        }
        scheduler?.noteTaken(taken)
        scheduler?.noteEndOfCall(of: number, announced: model.announcedTicks)
        return taken
    }

    func mayHaveCompletions() -> Bool { model.mayHaveCompletions() }

    func reap(into batch: CompletionBatch<M>, systemCalls: inout UInt64) -> Int {
        let scheduler = Scheduler.running
        scheduler?.state.pointee.watch.beginCall(of: number)
        let count = model.reap(into: batch, systemCalls: &systemCalls)
        for place in 0..<count {
            let isFirst = scheduler?.state.pointee.watch.isFirstReap(of: batch[place]) ?? false
            let failure = failures.pointee.next(isFirst: isFirst)
            if batch[place].pointee.status == .ok { batch[place].pointee.status = failure }
            scheduler?.noteReaped(batch[place], from: number)
        }
        scheduler?.noteEndOfCall(of: number, announced: model.announcedTicks)
        return count
    }
}

/// How many of a queue's leaves come back with an error or, for now, without having been done.
struct LeafFailures {
    /// Of 256.
    let errors: UInt64
    let again: UInt64
    /// Whether each leaf comes back with EAGAIN the first time.
    let isAgainAtFirst: Bool
    private var random: RandomGenerator

    init(errors: UInt64, again: UInt64, isAgainAtFirst: Bool, random: RandomGenerator) {
        self.errors = errors
        self.again = again
        self.isAgainAtFirst = isAgainAtFirst
        self.random = random
    }

    /// How the next leaf ends. Errors are of several kinds, so that it shows which one came first; two in three are
    /// those of a path.
    mutating func next(isFirst: Bool) -> Status {
        if isFirst && isAgainAtFirst { return .again }
        if errors | again == 0 { return .ok }
        let draw = random.next()
        if draw & 255 < errors {
            return [.ioError, .transportError, .mediumError][Int(draw >> 8) % 3]
        }
        return draw & 255 < errors &+ again ? .again : .ok
    }
}
