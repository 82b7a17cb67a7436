import BlockLayer
import Units

/// What a model device is to be like.
public struct ModelRequest: Equatable, Sendable {
    /// The settings of the device.
    public var settings: ModelSettings
    /// The largest IO that it takes; 1280 KiB is Linux's default for `max_sectors_kb`.
    public var maxIOBytes: UInt64

    public init(_ settings: ModelSettings = ModelSettings(), maxIOBytes: UInt64 = 1280 << 10) {
        self.settings = settings
        self.maxIOBytes = maxIOBytes
    }

    /// Throws `usage` for the first value that is out of bounds.
    func check() throws(HarnessError) {
        try Bounds.check(settings.parallelism, in: 0...Bounds.modelParallelism, "--model-parallelism")
        try Bounds.check(settings.queueDepth, in: 1...Bounds.modelQueueDepth, "--model-queue-depth")
        guard settings.sizeSectors > 0 else {
            throw .usage("--model-size: at least \(Units.sectorBytes) bytes")
        }
        let costs = [
            ("--model-interrupt-cost", settings.interruptCostNanoseconds),
            ("--model-submit-cost", settings.submitCostNanoseconds),
            ("--model-timeout", settings.faults.timeoutNanoseconds),
        ]
        for (flag, cost) in costs where cost > Bounds.waitNanoseconds {
            throw .usage("\(flag): at most \(Nanoseconds(nanoseconds: Bounds.waitNanoseconds))")
        }
        let interval = settings.resetNanoseconds
        guard interval <= Bounds.runNanoseconds else {
            throw .usage("--model-reset-every: at most \(Nanoseconds(nanoseconds: Bounds.runNanoseconds))")
        }
        let sector = Units.sectorBytes
        guard (sector...Bounds.blockBytes).contains(maxIOBytes), maxIOBytes.isMultiple(of: sector) else {
            let most = ByteCount(bytes: Bounds.blockBytes)
            throw .usage("--model-max-io: must be a multiple of \(sector) bytes, not 0, and at most \(most)")
        }
    }
}
