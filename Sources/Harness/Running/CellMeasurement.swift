import BlockLayer
import Glibc

/// What one run of one design in one cell came to. Nil is "not measured", never 0.
public struct CellMeasurement: Sendable {
    /// IOs that ended in the measured windows of all jobs, and those that failed.
    public let ios: UInt64
    public let errors: UInt64
    /// Nil if a job has no window.
    public let iops: Double?
    public let latency: DurationSummary?
    /// Nil on real devices, which do not tell when they were ready.
    public let lag: DurationSummary?
    /// What the engine counted in the windows; ``perIO(_:)`` relates it to the IOs.
    public let counters: Counters
    public let userNanoseconds: UInt64
    public let systemNanoseconds: UInt64
    public let contextSwitches: UInt64
    /// Of the whole run, others' on the same devices included; nil unless those of all leaves are known.
    public let interruptsPerIO: Double?
    /// The share of the leaves that no interrupt ended; nil unless the interrupts of all leaves are known, as those of
    /// model devices are.
    public let polledFraction: Double?
    public let stateBytesPerRoot: Int
    public let stateBytesPerClone: Int
    public let stateBytesPerTable: TableStateBytes
    /// The first IO that failed, ramp and passes to verify included: how, and where on the top device. Then what
    /// became of the devices.
    public let firstError: String?
    /// Why the numbers are not to be trusted; nil if they are.
    public let invalidReason: String?
    /// Whether others came in between, so that the same once more may come to something else.
    let isDisturbed: Bool
    /// What the numbers were measured with that is not as it should be, and what could not be checked; nil if nothing.
    public let note: String?
    /// What was changed about the stack meanwhile.
    public let changes: StackChanges
    /// With verification: sectors that were right, and sectors that carried no stamp.
    public let checkedSectors: UInt64
    public let unstampedSectors: UInt64
    public let firstUnstampedSector: UInt64?

    /// Below this, percentiles and rates are a matter of chance.
    private static let fewestSamples: UInt64 = 1000
    /// Below this, the run is a trial: caches, clocks and schedulers have not settled.
    private static let shortestNanoseconds: UInt64 = 1_000_000_000

    /// - Parameters:
    ///   - settings: what was asked for.
    ///   - isInterrupted: whether the user ended the run early.
    ///   - modelled: how model devices complete; nil for real ones.
    ///   - placement: why the jobs' CPUs are not as good as others.
    ///   - evidence: what the disks counted meanwhile; nil if there are none.
    ///   - losses: what became of the devices, if IOs failed.
    ///   - watched: what came in between, as the machine and the jobs' clocks tell.
    ///   - attempt: 1 for the first of this run in this round.
    init(
        _ outcome: RunOutcome, settings: RunSettings, isInterrupted: Bool, modelled: Completion? = nil,
        placement: String? = nil, evidence: DiskEvidence? = nil, losses: [String] = [],
        watched: RunWatch.Findings = RunWatch.Findings(), attempt: Int = 1
    ) {
        let windows = outcome.workers.map(\.window)
        counters = windows.reduce(into: Counters()) { $0.merge($1.counters) }
        ios = counters.ios
        errors = counters.errors
        let rates = windows.map { window in
            let length = TickRate.ofThisMachine.nanoseconds(window.endTicks &- window.beginTicks)
            return length > 0 ? Double(window.counters.ios) * 1e9 / Double(length) : nil
        }
        let measured = rates.compactMap(\.self)
        iops = measured.count == rates.count ? measured.reduce(0, +) : nil
        latency = DurationSummary(outcome.workers.map(\.latency))
        lag = DurationSummary(outcome.workers.map(\.lag))
        userNanoseconds = windows.reduce(0) { $0 + $1.userNanoseconds }
        systemNanoseconds = windows.reduce(0) { $0 + $1.systemNanoseconds }
        contextSwitches = windows.reduce(0) { $0 + $1.contextSwitches }
        interruptsPerIO = evidence?.interruptsPerIO
        polledFraction = evidence?.polledFraction ?? Self.polledFraction(counters, modelled)
        stateBytesPerRoot = outcome.stateBytesPerRoot
        stateBytesPerClone = outcome.stateBytesPerClone
        stateBytesPerTable = outcome.stateBytesPerTable
        changes = outcome.changes
        let notes = [Self.costNote(outcome.bufferRegistration)].compactMap(\.self) + (evidence?.notes ?? [])
        note = notes.isEmpty ? nil : notes.joined(separator: "; ")
        checkedSectors = outcome.workers.reduce(0) { $0 + $1.checkedSectors }
        unstampedSectors = outcome.workers.reduce(0) { $0 + $1.unstampedSectors }
        firstUnstampedSector = outcome.workers.compactMap(\.firstUnstampedSector).min()
        let failures = Self.failures(outcome).map { ([$0] + losses).joined(separator: "; ") }
        firstError = failures
        let samples = settings.sampling == .off ? ios : latency?.count ?? 0
        let doubt = Self.doubt(
            samples: samples, hasEmptyWindow: iops == nil, isInterrupted: isInterrupted,
            runtimeNanoseconds: settings.runtimeNanoseconds, evidence, placement ?? Self.stray(outcome))
        // What is no result whatever others do, is not mended by repeating it.
        let hadCompany =
            evidence?.foreignIO != nil && settings.runtimeNanoseconds >= Self.shortestNanoseconds
            && !isInterrupted
        isDisturbed = failures == nil && (doubt == nil ? watched.disturbance != nil : hadCompany)
        let times = attempt > 1 ? "disturbed \(attempt) times, at last: " : "disturbed: "
        let reasons = [
            doubt, watched.disturbance.map { times + $0 },
            watched.blindness.map { "disturbances cannot be seen: \($0)" },
        ]
        .compactMap(\.self)
        invalidReason = failures ?? (reasons.isEmpty ? nil : reasons.joined(separator: "; "))
    }

    /// Of model devices, whose only interrupts are those that were asked for; nil of others, and without leaves.
    private static func polledFraction(_ counters: Counters, _ completion: Completion?) -> Double? {
        guard let completion, counters.leavesSubmitted > 0 else { return nil }
        guard completion == .polled else { return 0 }
        return 1 - min(1, Double(counters.unpolledLeaves) / Double(counters.leavesSubmitted))
    }

    /// A counter by IO; nil without IOs.
    public func perIO(_ count: UInt64) -> Double? {
        ios > 0 ? Double(count) / Double(ios) : nil
    }

    /// How many IOs failed in the whole run and the first of them; nil if none did.
    private static func failures(_ outcome: RunOutcome) -> String? {
        let count = outcome.workers.reduce(0) { $0 + $1.counters.errors }
        guard count > 0 else { return nil }
        let failed = count == 1 ? "1 IO failed" : "\(count) IOs failed"
        guard let first = outcome.workers.compactMap(\.firstError).first else { return failed }
        let time = first.pass.text.map { "\($0) " } ?? ""
        return "\(failed), the first \(time)at sector \(first.sector): \(first.status.text)"
    }

    private static func costNote(_ bufferRegistration: Int32) -> String? {
        guard bufferRegistration != 0 else { return nil }
        let cause =
            bufferRegistration == ENOMEM
            ? "too little locked memory: raise `ulimit -l` or lower --iodepth" : errorText(bufferRegistration)
        return "the kernel did not register the IO buffers, so each IO cost more: \(cause)"
    }

    private static func stray(_ outcome: RunOutcome) -> String? {
        outcome.strayPages > 0 ? "memory of some jobs is not on their NUMA nodes" : nil
    }

    private static func doubt(
        samples: UInt64, hasEmptyWindow: Bool, isInterrupted: Bool, runtimeNanoseconds: UInt64,
        _ evidence: DiskEvidence?, _ placement: String?
    ) -> String? {
        if isInterrupted { return "interrupted" }
        if hasEmptyWindow { return "a job measured nothing" }
        if let doubt = evidence?.doubt { return doubt }
        if let placement { return placement }
        if runtimeNanoseconds < shortestNanoseconds { return "short run (runtime below 1 s)" }
        return samples < fewestSamples ? "too few samples (\(samples) of \(fewestSamples))" : nil
    }
}

extension RunPass {
    /// When that was, of passes that nobody asks for by name.
    fileprivate var text: String? {
        switch self {
        case .fill: "while stamping"
        case .workload: nil
        case .readBack: "while reading back"
        }
    }
}
