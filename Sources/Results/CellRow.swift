/// One row of `cells.csv`: what one cell did in one round.
///
/// A stored property per column, in the order of the columns. What the run was asked to do always has a
/// value; what a run may not have measured is optional, and nil means "not measured or not meaningful",
/// never zero. A NaN or an infinite number counts as not measured, and so does an empty optional string.
public struct CellRow: Equatable, Sendable {
    /// The schema that this code writes. It reads the earlier ones too. A new column goes to the end; a released schema
    /// that gets one has another number.
    public static let currentSchemaVersion = 2

    // MARK: Which cell

    /// The schema of the program that measured the row: settings that it lacks are not known.
    public internal(set) var schemaVersion = CellRow.currentSchemaVersion
    /// When the round began.
    public var time = UTCTime(millisecondsSinceEpoch: 0)
    /// The commit that the tool was built from.
    public var commit: String?
    public var runID = ""
    /// Names the cell; all rounds of a cell share it.
    public var cellID = ""
    public var round = 0

    // MARK: What was asked for

    public var design = ""
    /// The shape of the top device in words: `linear`, `striped:2:4096`.
    public var stack = ""
    /// The dm table text, concise form for several mapped devices.
    public var table = ""
    public var devices = ""
    /// `polled` or `interrupt`.
    public var completion = ""
    public var rw = ""
    public var bsBytes = 0
    public var iodepth = 0
    public var batchSubmit = 0
    public var batchComplete = 0
    public var numjobs = 0
    public var pollQueues: Int?
    public var threadsPerQueue: Double?
    public var queueSharing: String?
    public var spin = ""
    public var lock = ""
    public var numa: String?
    public var cpus: String?
    public var seed: UInt64 = 0
    public var rampTimeSeconds: Double?
    public var runtimeSeconds: Double?

    // MARK: Rates

    public var ios: UInt64?
    public var errors: UInt64?
    public var iops: Double?
    public var bandwidthBytesPerSecond: Double?

    // MARK: Latency: submit to seen complete by the owner

    public var latencyMeanNanoseconds: Double?
    public var latencyStddevNanoseconds: Double?
    public var latencyMinNanoseconds: UInt64?
    public var latencyP50Nanoseconds: UInt64?
    public var latencyP90Nanoseconds: UInt64?
    public var latencyP95Nanoseconds: UInt64?
    public var latencyP99Nanoseconds: UInt64?
    /// The 99.9th percentile; with one more 9 each, the two below.
    public var latencyP999Nanoseconds: UInt64?
    public var latencyP9999Nanoseconds: UInt64?
    public var latencyP99999Nanoseconds: UInt64?
    public var latencyMaxNanoseconds: UInt64?

    // MARK: Detection lag: leaf ready to seen complete, known for model devices only

    public var lagP50Nanoseconds: UInt64?
    public var lagP99Nanoseconds: UInt64?
    public var lagMaxNanoseconds: UInt64?

    // MARK: Costs

    public var leavesPerIO: Double?
    public var cpuUserNanosecondsPerIO: Double?
    public var cpuSystemNanosecondsPerIO: Double?
    public var contextSwitchesPerIO: Double?
    public var syscallsPerIO: Double?
    /// Interrupts of the disks below from the run's beginning to its end, ramp and passes to verify included, by
    /// the IOs that ended in it. Others' IOs on these disks count; the admin queues' interrupts do not. Nil where
    /// not all of the disks have vectors of their own.
    public var interruptsPerIO: Double?
    /// The share of the leaf IOs that no interrupt speaks against having been polled, 0...1: 1 if there was none,
    /// 0 if polling was not asked for. Known of model devices, where it is exact; else nil as ``interruptsPerIO``.
    public var polledFraction: Double?

    // MARK: Counters of the design

    public var pollCallsPerIO: Double?
    public var queuePollsPerIO: Double?
    public var emptyQueuePollsPerIO: Double?
    /// Completions that a thread reaped for another.
    public var foreignCompletionsPerIO: Double?
    public var lockWaitsPerIO: Double?
    public var busySkipsPerIO: Double?
    /// High-water mark of clones that were finished but not yet released.
    public var lingeringClonesMax: UInt64?
    public var stateBytesPerRoot: Int?
    public var stateBytesPerClone: Int?
    public var stateBytesPerTable: Int?
    public var measurementOverheadNanoseconds: Double?

    // MARK: Trust

    public var valid = true
    public var invalidReason: String?
    /// The full command line of the run.
    public var command = ""

    // MARK: Asked for, since version 2; nil in earlier rows

    /// The name that a matrix gave the stack, or a job file the job; nil where there is only one.
    public var stackName: String?
    /// Percent; nil unless the workload mixes reads and writes.
    public var readMixPercent: Int?
    /// When leaves end: the option `--end`.
    public var ending: String?
    /// Which latencies are taken: the option `--latency`.
    public var sampling: String?
    /// After what time a table is loaded anew; `never` for never.
    public var reloadEvery: String?
    /// The part of the top device that is used.
    public var sizeBytes: UInt64?
    public var queueMap: String?
    /// `off`, `existing` (what carries a stamp is checked) or `fill-first`.
    public var verify: String?
    /// What the design `kernel` ran on: `created`, or the mapped device that was there. Nil for other designs.
    public var kernelDevice: String?
    // Of model devices, as options and matrices write it; a value for each device, with spaces between, where devices
    // differ. Nil for real devices.
    public var modelService: String?
    public var modelParallelism: String?
    public var modelSize: String?
    public var modelMaxIO: String?
    public var modelData: String?
    public var modelInterruptCost: String?
    public var modelSubmitCost: String?
    public var modelQueueDepth: String?
    public var modelFailures: String?
    public var modelAgain: String?
    public var modelLost: String?
    public var modelTimeout: String?
    public var modelResetEvery: String?
    /// How the parts of an IO are counted down: the option `--counts`, `atomic` or `plain`.
    public var counts: String?
    /// Where the part that is used begins on the top device, and by how much the part of each job is moved on from that
    /// of the job before.
    public var offsetBytes: UInt64?
    public var offsetIncrementBytes: UInt64?

    // MARK: Measured, since version 2

    /// Leaves that the design left to interrupts because it had no room to track them.
    public var unpolledLeavesPerIO: Double?
    /// Names the record of the environment: `environment-NAME.json` of the folder, or `environment.json` if that
    /// is not there. Nil where no folder was written.
    public var environment: String?
    /// Bytes that keep the words of a table's state on cache lines of their own.
    public var statePaddingBytesPerTable: Int?
    /// What the numbers were measured with that is not as it should be (buffers that the kernel did not register), and
    /// which checks could not be made. It does not make a row invalid.
    public var note: String?

    /// A row with nothing asked for and nothing measured, to be filled in.
    public init() {}
}
