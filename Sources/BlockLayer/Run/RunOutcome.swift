/// The outcome of a run.
public struct RunOutcome: Sendable {
    /// The outcome of each worker, by number.
    public var workers: [WorkerOutcome]
    /// Of the clock that the workers read.
    public var rate = TickRate.ofThisMachine
    /// Bytes that the design adds to a root, to a clone, and takes for all tables of the stack.
    public var stateBytesPerRoot: Int
    public var stateBytesPerClone: Int
    public var stateBytesPerTable: TableStateBytes
    /// Whether a lock of a queue was still held when all workers had ended: always a fault of the program.
    public var anyLockHeld: Bool
    /// What was changed about the stack meanwhile.
    public var changes = StackChanges()
    /// Of the pages that were looked at, those on another node than ``RunSettings/memory`` asked for.
    public var strayPages = 0
    /// Why the kernel did not register the workers' buffers, as an errno value; 0 if it did, or there is no kernel.
    public var bufferRegistration: Int32 = 0
}

/// The outcome of one worker.
public struct WorkerOutcome: Sendable {
    /// The measured window; empty if the run ended before it.
    public var window: MeasuredWindow
    /// From the worker's start to its end, ramps and draining included.
    public var counters: Counters
    public var latency: RecordedDurations
    public var lag: RecordedDurations
    /// The first IO that failed, in whatever pass.
    public var firstError: FailedIO?
    /// With verification: sectors that were right, that carried no stamp, and the first that was wrong.
    public var checkedSectors: UInt64
    public var unstampedSectors: UInt64
    public var firstUnstampedSector: UInt64?
    public var mismatch: VerifyMismatch?
    /// Whether IOs were still in flight some time after the run was stopped, and were left behind.
    public var hasLeftIOs = false
    /// Roots and clones that are missing from their pools at the end: a fault of the program, unless a worker has left
    /// IOs behind.
    public var lostRoots: Int
    public var lostClones: Int
    /// On a modelled machine, the cache lines that it had to get.
    public var traffic: LineTraffic?
    /// Of the pages of its pools and buffers that were looked at, those on another node than asked for.
    public var strayPages = 0
}

/// An IO that failed: how, where on the top device, and what it was for.
public struct FailedIO: Equatable, Sendable {
    /// The status with which the IO ended.
    public var status: Status
    /// The first sector of the IO on the top device.
    public var sector: UInt64
    /// The pass that the IO was part of.
    public var pass: RunPass

    public init(_ status: Status, sector: UInt64, pass: RunPass) {
        self.status = status
        self.sector = sector
        self.pass = pass
    }
}

/// A histogram of durations, lossless: the lowest duration of each bucket and how many fell into it.
public struct RecordedDurations: Sendable {
    /// The lowest duration of each bucket and the number of durations in it.
    public var buckets: [(nanoseconds: UInt64, count: UInt64)]
    /// The number of durations.
    public var count: UInt64
    /// The sum of all durations.
    public var sumNanoseconds: UInt64
    /// The shortest duration.
    public var minNanoseconds: UInt64
    /// The longest duration.
    public var maxNanoseconds: UInt64

    init(_ histogram: borrowing LatencyHistogram) {
        buckets = histogram.recordedBuckets()
        count = buckets.reduce(0) { $0 + $1.count }
        sumNanoseconds = histogram.sumNanoseconds
        minNanoseconds = histogram.minNanoseconds
        maxNanoseconds = histogram.maxNanoseconds
    }
}
