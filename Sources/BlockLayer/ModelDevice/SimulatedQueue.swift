/// A hardware queue of a model device on the simulated machine, whose calls an observer may watch.
///
/// One kind of queue for all simulations, as the data plane is compiled for each.
struct SimulatedQueue: HardwareQueue {
    typealias M = SimulatedMachine

    let model: ModelQueue<SimulatedMachine>
    /// Outlives the queue; nil where nothing watches it.
    let observer: Unmanaged<QueueObserver>?

    func submit(_ leaves: inout BioList<M>, systemCalls: inout UInt64) -> Int {
        observer?._withUnsafeGuaranteedRef { $0.willSubmit(leaves) }
        let count = model.submit(&leaves, systemCalls: &systemCalls)
        observer?._withUnsafeGuaranteedRef { $0.didSubmit(count, refused: leaves) }
        return count
    }

    func spendSubmission(of count: Int) { model.spendSubmission(of: count) }

    func spendCompletion(of count: Int) { model.spendCompletion(of: count) }

    func mayHaveCompletions() -> Bool { model.mayHaveCompletions() }

    func reap(into batch: CompletionBatch<M>, systemCalls: inout UInt64) -> Int {
        observer?._withUnsafeGuaranteedRef { $0.willReap() }
        let count = model.reap(into: batch, systemCalls: &systemCalls)
        observer?._withUnsafeGuaranteedRef { $0.didReap(count, in: batch) }
        return count
    }
}

/// Called around each call of a simulated queue, by the fibre that makes the call, under the lock that it holds.
class QueueObserver {
    func willSubmit(_ leaves: BioList<SimulatedMachine>) {}

    /// - Parameter refused: the leaves that the queue had no room for.
    func didSubmit(_ count: Int, refused: BioList<SimulatedMachine>) {}

    func willReap() {}

    func didReap(_ count: Int, in batch: CompletionBatch<SimulatedMachine>) {}
}
