import BlockLayer
import Placement
import Units

/// All that a user can ask of `pollbench run`: the same for every cell, save the sweep.
public struct RunRequest: Sendable {
    public var source: StackSource
    public var sweep = Sweep()
    /// The designs' names; nil for all that can run here.
    public var designs: [String]?
    /// The part of the top device that is used, from its beginning; nil for all of it.
    public var sizeBytes: UInt64?
    public var rampNanoseconds: UInt64 = 500_000_000
    public var runtimeNanoseconds: UInt64 = 5_000_000_000
    public var rounds = 1
    public var seed: UInt64 = 1
    /// The CPUs to choose from; nil for all that this process may use.
    public var cpus: [Int]?
    public var queueMap = QueueMap.roundRobin
    public var model = ModelSettings()
    /// The largest IO that a model device takes; 1280 KiB is Linux's default for `max_sectors_kb`.
    public var modelMaxIOBytes: UInt64 = 1280 << 10
    public var verifies = false
    public var allowsWrites = false
    /// Signatures that may be lost, as libblkid prints them.
    public var overwrittenSignatures: [String] = []
    /// What the design `kernel` runs on; nil leaves it out.
    public var kernelDevice: KernelDeviceChoice?
    /// Whether the design `kernel` may do what crashes kernels with a known fault.
    public var allowsKernelCrash = false

    public init(_ source: StackSource) {
        self.source = source
    }

    /// Throws `usage` for the first value that is out of bounds; cells are checked one by one elsewhere.
    func check() throws(HarnessError) {
        try Bounds.check(rounds, in: 1...Bounds.rounds, "--rounds")
        guard runtimeNanoseconds > 0 else { throw .usage("--runtime 0: nothing would be measured") }
        try Self.check(runtimeNanoseconds, atMost: Bounds.runNanoseconds, "--runtime")
        try Self.check(rampNanoseconds, atMost: Bounds.runNanoseconds, "--ramp-time")
        try WriteGuard.check(overwrittenSignatures)
        try checkModel()
    }

    private func checkModel() throws(HarnessError) {
        try Bounds.check(model.parallelism, in: 0...Bounds.modelParallelism, "--model-parallelism")
        guard model.sizeSectors > 0 else {
            throw .usage("--model-size: at least \(Units.sectorBytes) bytes")
        }
        let sector = Units.sectorBytes
        guard (sector...Bounds.blockBytes).contains(modelMaxIOBytes), modelMaxIOBytes.isMultiple(of: sector)
        else {
            let most = ByteCount(bytes: Bounds.blockBytes)
            throw .usage("--model-max-io: must be a multiple of \(sector) bytes, not 0, and at most \(most)")
        }
    }

    private static func check(
        _ nanoseconds: UInt64, atMost limit: UInt64, _ flag: String
    ) throws(HarnessError) {
        guard nanoseconds <= limit else {
            throw .usage("\(flag): at most \(Nanoseconds(nanoseconds: limit))")
        }
    }
}
