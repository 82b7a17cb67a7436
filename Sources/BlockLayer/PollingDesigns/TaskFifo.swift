/// `task-fifo`: each thread has a bounded FIFO of leaves submitted, and an array of leaves being polled.
///
/// - Source: first form of the per-task context, March 2021. The size decided the published result, so it is a
///   parameter: `task-fifo:512`.
/// - State: per thread the FIFO and the array; the leaf's flags are the hold on its completion word. The mails leave
///   open how large the array is: here as large as the FIFO, and leaves wait in the FIFO while it is full.
/// - Submission: a leaf is marked to be ended by poll (a count more on its completion word) and pushed. If the FIFO is
///   full, the leaf is not polled: an interrupt completes it.
/// - Poll: whatever the root, moves the FIFO to the array, polls the queue of each leaf there that is not done, and
///   ends those that are.
/// - Locks: only the queues' own.
/// - Lifetime: whoever reaps a leaf that is marked finishes it, only its owner ends it, at a later poll; so what the
///   FIFO and the array name stays alive.
struct TaskFifo<M: Machine>: PollingDesign {
    static var card: DesignCard {
        DesignCard(
            name: "task-fifo", author: "Ming Lei", source: "first per-task context of March 2021",
            messageID: "20210316031523.864506-1-ming.lei@redhat.com",
            idea:
                "a bounded FIFO of the thread's leaves; a leaf that finds it full is completed by an interrupt",
            pollsForItselfOnly: true,
            parameter: DesignParameter(
                name: "number of leaves", values: .numbers(1...65536, defaultValue: 128)))
    }

    static var completions: CompletionSource { .pollsAndInterrupts }

    static var leafEnding: LeafEnding { .marked }

    /// Leaves in the FIFO, and in the array, at most.
    private let size: Int

    fileprivate struct Entry: BitwiseCopyable {
        private let remembered: LiveBio<M>
        let queue: UInt32

        init(leaf: BioPointer<M>, queue: UInt32) {
            remembered = LiveBio(leaf)
            self.queue = queue
        }

        /// Held, so still in use.
        var leaf: BioPointer<M> { remembered.bio.unsafelyUnwrapped }
    }

    struct WorkerState: BitwiseCopyable {
        fileprivate let fifo: UnsafeMutablePointer<Entry>
        fileprivate var first = 0
        fileprivate var waitingCount = 0
        fileprivate let polled: UnsafeMutablePointer<Entry>
        fileprivate var polledCount = 0
    }

    init() {
        self.init(parameter: Self.card.parameter.unsafelyUnwrapped.defaultValue)
    }

    init(parameter: Int) {
        size = parameter
    }

    func workerPrepared(_ limits: StackLimits, roots: Int) -> WorkerState {
        WorkerState(fifo: .allocate(capacity: size), polled: .allocate(capacity: size))
    }

    func workerRetired(_ state: WorkerState) {
        state.fifo.deallocate()
        state.polled.deallocate()
    }

    @inline(__always)
    func bioWillBeSubmitted<Queue>(
        _ bio: BioPointer<M>, of root: RootPointer<Self>, on worker: inout Worker<Self, Queue>
    ) {
        guard let queue = worker.leafQueue(of: bio) else { return }
        let count = worker.designState.waitingCount
        if count == size { return worker.leaveUnpolled() }
        worker.hold(bio)
        let place = worker.designState.first &+ count
        worker.designState.fifo[place < size ? place : place &- size] = Entry(leaf: bio, queue: queue)
        worker.designState.waitingCount = count &+ 1
    }

    @inline(__always)
    func poll<Queue>(_ root: RootPointer<Self>, on worker: inout Worker<Self, Queue>) -> Int {
        takeFromFifo(on: &worker)
        let polled = worker.designState.polled
        var reaped = 0
        for place in 0..<worker.designState.polledCount where !worker.isFinished(polled[place].leaf) {
            reaped &+= worker.pollQueue(polled[place].queue)
        }
        endFinished(on: &worker)
        return reaped
    }

    @inline(__always)
    private func takeFromFifo<Queue>(on worker: inout Worker<Self, Queue>) {
        let room = size &- worker.designState.polledCount
        let count = min(room, worker.designState.waitingCount)
        var first = worker.designState.first
        for place in 0..<count {
            worker.designState.polled[worker.designState.polledCount &+ place] =
                worker.designState.fifo[first]
            first = first &+ 1 < size ? first &+ 1 : 0
        }
        worker.designState.first = first
        worker.designState.polledCount &+= count
        worker.designState.waitingCount &-= count
    }

    @inline(__always)
    private func endFinished<Queue>(on worker: inout Worker<Self, Queue>) {
        let polled = worker.designState.polled
        var kept = 0
        for place in 0..<worker.designState.polledCount {
            let entry = polled[place]
            let leaf = entry.leaf
            if worker.isFinished(leaf) {
                worker.endHeld(leaf)
            } else {
                polled[kept] = entry
                kept &+= 1
            }
        }
        worker.designState.polledCount = kept
    }
}
