import Glibc

@testable import BlockLayer

/// One worker over recording queues, driven IO by IO.
struct ObservedWorker: ~Copyable {
    typealias Design = ObservingDesign<RealMachine>
    typealias Queue = RecordingQueue<RealMachine>

    /// The outcome of one IO.
    struct Result {
        var status: Status
        var leaves: [Recorder<RealMachine>.Leaf]
        /// The queues' leaves relative to the IO's buffer.
        var offsetsSectors: [Int]
    }

    /// What the buffer holds before each IO.
    static var fill: UInt8 { 0xaa }

    let recorder: Recorder<RealMachine>
    let limits: StackLimits
    let buffer: UnsafeMutableRawBufferPointer
    var worker: Worker<Design, Queue>
    private let stack: LoadedStack<Design, Queue>

    /// - Parameters:
    ///   - mostSectors: the longest IO.
    ///   - spareClones: clones beyond what the limits say that one root may need.
    init(
        _ plan: StackPlan, mostSectors: Int, settings: EngineSettings = EngineSettings(),
        spareClones: Int = 256
    ) {
        recorder = Recorder(queueCount: plan.leaves.reduce(0) { $0 + $1.queueCount })
        limits = StackLimits(plan, rootSectors: UInt32(mostSectors))
        buffer = .allocate(byteCount: mostSectors * sectorBytes, alignment: 4096)
        stack = LoadedStack(plan, design: Design(), queues: recorder.queues, workerCount: 1, epochTicks: 0)
        worker = Worker(
            number: 0, of: stack, settings: settings, rate: .ofThisMachine, limits: limits, rootCount: 1,
            cloneCount: limits.clonesPerRoot + spareClones,
            buffers: BufferRegion(
                start: buffer.baseAddress!, blockBytes: buffer.count, firstIndex: 0, indexStep: 1))
    }

    deinit {
        buffer.deallocate()
    }

    /// What the design noted since the last IO began.
    var notes: Design.Notes { worker.designState.notes.pointee }

    /// Runs one IO from submission to its end.
    mutating func run(_ operation: BlockLayer.Operation, sector: Int, count: Int) -> Result {
        finish(start(operation, sector: sector, count: count))
    }

    /// Submits one IO.
    mutating func start(
        _ operation: BlockLayer.Operation, sector: Int, count: Int
    ) -> RootPointer<Design> {
        recorder.leaves.removeAll(keepingCapacity: true)
        worker.designState.notes.pointee = Design.Notes()
        memset(buffer.baseAddress!, Int32(Self.fill), count * sectorBytes)
        let bio = worker.roots.take()!
        let root = Root<Design>.containing(bio)
        bio.pointee.sector = UInt64(sector)
        bio.pointee.sectorCount = UInt32(count)
        bio.pointee.operation = operation
        bio.pointee.status = .ok
        worker.submit(root)
        return root
    }

    /// Polls until the one IO under way has ended.
    @discardableResult
    mutating func finish(_ root: RootPointer<Design>) -> Result {
        while !worker.hasEnded() {
            worker.submitPlugs()
            if worker.isTracked { _ = Design().poll(root, on: &worker) } else { _ = worker.pollQueue(0) }
            worker.closePlugs()
        }
        let bio = worker.ended.popFirst()
        precondition(bio == Root.bio(of: root) && worker.ended.isEmpty, "one root ends, once")
        if worker.isTracked { Design().rootReaped(root, on: &worker) }
        let result = Result(
            status: root.pointee.bio.status, leaves: recorder.leaves,
            offsetsSectors: recorder.leaves.map { ($0.buffer - buffer.baseAddress!) / sectorBytes })
        worker.roots.put(Root.bio(of: root))
        return result
    }

    /// Runs the loop of a worker over so many reads, one at a time; returns how many ended.
    mutating func runJob(ioLimit: UInt64, blockSectors: UInt32) -> UInt64 {
        var job = Job(
            depth: 1, batchComplete: 1, blockSectors: blockSectors, firstSector: 0, measureFromTicks: .max,
            endTicks: .max, ioLimit: ioLimit,
            pattern: AccessPattern(
                isRandom: false, readPercent: 100, blockCount: 64 / UInt64(blockSectors), seed: 1, stream: 1),
            verifier: nil, sampling: .perIO, rate: .ofThisMachine)
        worker.run(&job, stop: StopFlag())
        return worker.counters.ios
    }
}
