import RandomNumbers

/// Reports to a scheduler which leaves a queue takes and returns, and makes some of them fail.
final class WatchedQueue: QueueObserver {
    private let scheduler: Scheduler
    let model: ModelQueue<SimulatedMachine>
    private let number: UInt32
    private var failures: LeafFailures

    init(
        _ model: ModelQueue<SimulatedMachine>, number: UInt32, failures: LeafFailures, on scheduler: Scheduler
    ) {
        self.model = model
        self.number = number
        self.failures = failures
        self.scheduler = scheduler
    }

    override func willSubmit(_ leaves: BioList<SimulatedMachine>) {
        Self.forEach(of: leaves) { scheduler.noteOffered($0, to: number) }
        scheduler.state.pointee.watch.beginCall(of: number)
    }

    override func didSubmit(_ count: Int, refused: BioList<SimulatedMachine>) {
        Self.forEach(of: refused) { scheduler.noteRefused($0) }
        scheduler.noteTaken(count)
        scheduler.noteEndOfCall(of: number, announced: model.announcedTicks)
    }

    private static func forEach(
        of leaves: BioList<SimulatedMachine>, _ body: (BioPointer<SimulatedMachine>) -> Void
    ) {
        var next = leaves.first
        while let leaf = next {
            next = leaf.pointee.next
            body(leaf)
        }
    }

    override func willReap() {
        scheduler.state.pointee.watch.beginCall(of: number)
    }

    override func didReap(_ count: Int, in batch: CompletionBatch<SimulatedMachine>) {
        for place in 0..<count {
            let isFirst = scheduler.state.pointee.watch.isFirstReap(of: batch[place])
            let failure = failures.next(isFirst: isFirst)
            if batch[place].pointee.status == .ok { batch[place].pointee.status = failure }
            scheduler.noteReaped(batch[place], from: number)
        }
        scheduler.noteEndOfCall(of: number, announced: model.announcedTicks)
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
