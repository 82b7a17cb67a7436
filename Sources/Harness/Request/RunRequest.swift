import BlockLayer
import Placement
import Units

/// All that a user can ask of `pollbench run`: the same for every cell, save the sweep.
public struct RunRequest: Sendable {
    /// The stack, or where it is read from.
    public var source: StackSource
    /// What a matrix calls the stack; nil where there is only one.
    public var name: String?
    /// Where the matrix describes it, for messages: `FILE:LINE:COLUMN`.
    var place: String?
    /// The values of the axes.
    public var sweep = Sweep()
    /// The designs' names; nil for all that can run here.
    public var designs: [String]?
    /// Which designs a cell has, by their names.
    public var isWanted: @Sendable (CellSettings, String) -> Bool = { _, _ in true }
    /// Whether what cannot be done here is left out with a reason, instead of refused.
    public var skipsImpossible = false
    /// The part of the top device that is used.
    public var range = DeviceRange()
    public var rampNanoseconds: UInt64 = 500_000_000
    public var runtimeNanoseconds: UInt64 = 5_000_000_000
    public var rounds = 1
    public var seed: UInt64 = 1
    /// How often a run is repeated that others disturbed.
    public var repeatsOfDisturbed = 2
    /// The CPUs to choose from; nil for all that this process may use.
    public var cpus: [Int]?
    /// The NUMA nodes to choose CPUs from; nil for all.
    public var numaNodes: [Int]?
    public var queueMap = QueueMap.roundRobin
    public var model = ModelRequest()
    /// Those of the model devices that differ, by their numbers.
    public var models: [Int: ModelRequest] = [:]
    public var verifies = false
    public var allowsWrites = false
    /// Signatures that may be lost, as libblkid prints them.
    public var overwrittenSignatures: [String] = []
    /// What the design `kernel` runs on; nil leaves it out.
    public var kernelDevice: KernelDeviceChoice?
    /// Whether the design `kernel` may do what crashes kernels with a known fault.
    public var allowsKernelCrash = false

    /// The part's length in bytes; nil for all of the device or a share of it.
    public var sizeBytes: UInt64? {
        get { if case .bytes(let bytes) = range.length { bytes } else { nil } }
        set { range.length = newValue.map { .bytes($0) } }
    }

    public init(_ source: StackSource) {
        self.source = source
    }

    /// Throws `usage` for the first value that is out of bounds; cells are checked one by one elsewhere.
    func check() throws(HarnessError) {
        try Bounds.check(rounds, in: 1...Bounds.rounds, "--rounds")
        try Bounds.check(repeatsOfDisturbed, in: 0...Bounds.repeats, "--repeat-disturbed")
        guard runtimeNanoseconds > 0 else { throw .usage("--runtime 0: nothing would be measured") }
        try Self.check(runtimeNanoseconds, atMost: Bounds.runNanoseconds, "--runtime")
        try Self.check(rampNanoseconds, atMost: Bounds.runNanoseconds, "--ramp-time")
        try WriteGuard.check(overwrittenSignatures)
        try model.check()
        for model in models.values { try model.check() }
    }

    private static func check(
        _ nanoseconds: UInt64, atMost limit: UInt64, _ flag: String
    ) throws(HarnessError) {
        guard nanoseconds <= limit else {
            throw .usage("\(flag): at most \(Nanoseconds(nanoseconds: limit))")
        }
    }
}
