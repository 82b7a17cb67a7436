/// One row of `cells.csv`: what one cell did in one round.
///
/// A stored property per column, in the order of the columns. What the run was asked to do always has a
/// value; what a run may not have measured is optional, and nil means "not measured or not meaningful",
/// never zero. A NaN or an infinite number counts as not measured, and so does an empty optional string.
public struct CellRow: Equatable, Sendable {
    /// The schema that this code writes. It reads the earlier ones too. A new column goes to the end; a released schema
    /// that gets one has another number.
    public static let currentSchemaVersion = 4

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

    /// The name of the design, with its parameter.
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

    /// The IOs that ended in the measured window.
    public var ios: UInt64?
    /// The IOs that failed.
    public var errors: UInt64?
    /// The rate of IOs per second.
    public var iops: Double?
    /// The rate of bytes per second.
    public var bandwidthBytesPerSecond: Double?

    // MARK: Latency: submit to seen complete by the owner

    /// The mean latency.
    public var latencyMeanNanoseconds: Double?
    /// The standard deviation of the latency.
    public var latencyStddevNanoseconds: Double?
    /// The shortest latency.
    public var latencyMinNanoseconds: UInt64?
    /// The median latency.
    public var latencyP50Nanoseconds: UInt64?
    /// The 90th percentile of the latency.
    public var latencyP90Nanoseconds: UInt64?
    /// The 95th percentile of the latency.
    public var latencyP95Nanoseconds: UInt64?
    /// The 99th percentile of the latency.
    public var latencyP99Nanoseconds: UInt64?
    /// The 99.9th percentile; with one more 9 each, the two below.
    public var latencyP999Nanoseconds: UInt64?
    public var latencyP9999Nanoseconds: UInt64?
    public var latencyP99999Nanoseconds: UInt64?
    public var latencyMaxNanoseconds: UInt64?

    // MARK: Detection lag: leaf ready to seen complete, known for model devices only

    /// The median detection lag.
    public var lagP50Nanoseconds: UInt64?
    /// The 99th percentile of the detection lag.
    public var lagP99Nanoseconds: UInt64?
    /// The longest detection lag.
    public var lagMaxNanoseconds: UInt64?

    // MARK: Costs

    /// The leaves that an IO was divided into.
    public var leavesPerIO: Double?
    /// The CPU time of an IO in user mode.
    public var cpuUserNanosecondsPerIO: Double?
    /// The CPU time of an IO in the kernel.
    public var cpuSystemNanosecondsPerIO: Double?
    /// The context switches of an IO.
    public var contextSwitchesPerIO: Double?
    /// The system calls of an IO.
    public var syscallsPerIO: Double?
    /// Interrupts of the disks below from the run's beginning to its end, ramp and passes to verify included, by
    /// the IOs that ended in it. Others' IOs on these disks count; the admin queues' interrupts do not. Nil where
    /// not all of the disks have vectors of their own.
    public var interruptsPerIO: Double?
    /// The share of the leaf IOs that no interrupt speaks against having been polled, 0...1: 1 if there was none,
    /// 0 if polling was not asked for. Known of model devices, where it is exact; else nil as ``interruptsPerIO``.
    public var polledFraction: Double?

    // MARK: Counters of the design

    /// The polls of the design for an IO.
    public var pollCallsPerIO: Double?
    /// The polls of hardware queues for an IO.
    public var queuePollsPerIO: Double?
    /// Those of the polls of queues that found nothing.
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

    /// Whether the row can be trusted.
    public var valid = true
    /// The reason for which it cannot.
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
    /// `--model-service`.
    public var modelService: String?
    /// `--model-parallelism`.
    public var modelParallelism: String?
    /// `--model-size`.
    public var modelSize: String?
    /// `--model-max-io`.
    public var modelMaxIO: String?
    /// `--model-data`.
    public var modelData: String?
    /// `--model-interrupt-cost`.
    public var modelInterruptCost: String?
    /// `--model-submit-cost`.
    public var modelSubmitCost: String?
    /// `--model-completion-cost`.
    public var modelCompletionCost: String?
    /// `--model-queue-depth`.
    public var modelQueueDepth: String?
    /// `--model-failures`.
    public var modelFailures: String?
    /// `--model-again`.
    public var modelAgain: String?
    /// `--model-lost`.
    public var modelLost: String?
    /// `--model-timeout`.
    public var modelTimeout: String?
    /// `--model-reset-every`.
    public var modelResetEvery: String?
    /// `--model-drive`.
    public var modelDrive: String?
    /// `--model-max-iops`; nil for no bound.
    public var modelMaxIOPS: String?
    /// `--model-bandwidth`; nil for no bound.
    public var modelBandwidth: String?
    /// How the parts of an IO are counted down: the option `--counts`, `atomic` or `plain`.
    public var counts: String?
    /// Where the part that is used begins on the top device, and by how much the part of each job is moved on from that
    /// of the job before.
    public var offsetBytes: UInt64?
    public var offsetIncrementBytes: UInt64?
    /// The described machine that the run was modelled on, in virtual time; nil for the one that the program ran on.
    public var machine: String?
    /// The parameter set that replaced some numbers of the description; nil for none.
    public var machineParameters: String?
    /// Names the numbers of the description.
    public var machineDigest: String?

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

    // MARK: Measured, since version 4

    /// The name of the host that the program ran on.
    public var host: String?

    /// A row with nothing asked for and nothing measured, to be filled in.
    public init() {}
}
