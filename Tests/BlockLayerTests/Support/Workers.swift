import Glibc

@testable import BlockLayer

/// Workers of one design over recording queues, driven hook by hook on one thread.
final class Workers<Design: PollingDesign> {
    typealias M = Design.M
    typealias Queue = RecordingQueue<M>

    let recorder: Recorder<M>
    let design: Design
    let stack: LoadedStack<Design, Queue>
    private let count: Int
    private let workers: UnsafeMutablePointer<Worker<Design, Queue>>
    private let block: UnsafeMutableRawPointer

    /// - Parameters:
    ///   - roots: how many each worker can have in flight.
    init(
        _ design: Design = Design(), _ plan: StackPlan, count: Int = 1, roots: Int = 4, mostSectors: Int = 8,
        settings: EngineSettings = EngineSettings(), isChangeable: Bool = false
    ) {
        self.design = design
        self.count = count
        let unpolled = Design.leavesUnpolled ? plan.leaves.count * count : 0
        recorder = Recorder(queueCount: plan.leaves.reduce(unpolled) { $0 + $1.queueCount })
        stack = LoadedStack(
            plan, design: design, queues: recorder.queues, workerCount: count, epochTicks: 0,
            rate: TickRate(nanosecondsPerTick: 1), isChangeable: isChangeable)
        let limits = StackLimits(plan, rootSectors: UInt32(mostSectors))
        block = .allocate(byteCount: mostSectors * sectorBytes, alignment: 4096)
        workers = .allocate(capacity: count)
        for number in 0..<count {
            let worker = Worker<Design, Queue>(
                number: number, of: stack, settings: settings, rate: TickRate(nanosecondsPerTick: 1),
                limits: limits, rootCount: roots, cloneCount: roots * limits.clonesPerRoot,
                buffers: BufferRegion(start: block, blockBytes: 0, firstIndex: 0, indexStep: 0))
            (workers + number).initialize(to: worker)
        }
    }

    deinit {
        workers.deinitialize(count: count).deallocate()
        block.deallocate()
    }

    subscript(number: Int) -> UnsafeMutablePointer<Worker<Design, Queue>> { workers + number }

    /// Submits an IO.
    func submit(
        _ operation: BlockLayer.Operation = .read, on number: Int = 0, sector: Int = 0, count: Int = 8
    ) -> RootPointer<Design> {
        let bio = workers[number].roots.take()!
        bio.pointee.sector = UInt64(sector)
        bio.pointee.sectorCount = UInt32(count)
        bio.pointee.operation = operation
        bio.pointee.status = .ok
        let root = Root<Design>.containing(bio)
        workers[number].submit(root)
        return root
    }

    /// Asks the design to poll a root; returns what it returns.
    @discardableResult
    func poll(_ root: RootPointer<Design>, on number: Int = 0) -> Int {
        let design = design
        M.note(.polled, of: root)
        return design.poll(root, on: &workers[number])
    }

    /// Takes the roots that have ended, as the loop of a worker does.
    func takeEnded(of number: Int = 0) -> [RootPointer<Design>] {
        let design = design
        var roots: [RootPointer<Design>] = []
        _ = workers[number].hasEnded()
        while let bio = workers[number].ended.popFirst() {
            let root = Root<Design>.containing(bio)
            design.rootReaped(root, on: &workers[number])
            workers[number].roots.put(bio)
            roots.append(root)
        }
        return roots
    }

    /// What all pools take.
    var poolBytes: UInt64 {
        (0..<count).reduce(0) { sum, number in
            let (roots, clones) = (workers[number].roots, workers[number].clones)
            return sum + UInt64(roots.capacity * roots.stride + clones.capacity * clones.stride)
        }
    }

    /// Roots and clones of a worker that are not in their pools.
    func missing(of number: Int = 0) -> Int {
        workers[number].missingRoots() + workers[number].missingClones()
    }

    /// Times that a worker has polled a hardware queue.
    func queuePolls(of number: Int = 0) -> UInt64 { workers[number].counters.queuePolls }
}
