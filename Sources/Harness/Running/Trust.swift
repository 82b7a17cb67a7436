import BlockLayer
import Glibc

/// The circumstances of a run that decide whether its numbers count.
struct Circumstances {
    /// The settings of the run.
    let settings: RunSettings
    /// Whether the user ended the run early.
    var isInterrupted = false
    /// How model devices complete; nil for real ones.
    var modelled: Completion?
    /// Whether it ran in virtual time.
    var isVirtual = false
    /// Why the jobs' CPUs are not as good as others.
    var placement: String?
    /// The counts of the disks in the meantime; nil if there are none.
    var evidence: DiskEvidence?
    /// What became of the devices, if IOs failed.
    var losses: [String] = []
    /// The disturbances, as the machine and the jobs' clocks show them.
    var watched = RunWatch.Findings()
    /// 1 for the first of this run in this round.
    var attempt = 1
}

/// Whether the numbers of a run count.
public struct Trust: Sendable {
    /// The first IO that failed, ramp and passes to verify included: how, and where on the top device. Then what
    /// became of the devices.
    public let firstError: String?
    /// Why the numbers are not to be trusted; nil if they are.
    public let invalidReason: String?
    /// Whether the run was disturbed, so that repeating it may give other numbers.
    let isDisturbed: Bool
    /// What made IOs cost more, and what could not be checked; nil if nothing.
    public let note: String?

    /// Below this, percentiles and rates are a matter of chance.
    private static let fewestSamples: UInt64 = 1000
    /// Below this, the run is a trial: caches, clocks and schedulers have not settled.
    private static let shortestNanoseconds: UInt64 = 1_000_000_000

    init(_ totals: Totals, _ outcome: RunOutcome, _ run: Circumstances) {
        let failures = Self.failures(outcome).map { ([$0] + run.losses).joined(separator: "; ") }
        let doubt = Self.doubt(totals, outcome, run)
        firstError = failures
        isDisturbed = failures == nil && Self.isDisturbed(doubt, run)
        let times = run.attempt > 1 ? "disturbed \(run.attempt) times, at last: " : "disturbed: "
        let reasons = [
            doubt, run.watched.disturbance.map { times + $0 },
            run.watched.blindness.map { "disturbances cannot be seen: \($0)" },
        ].compactMap(\.self)
        invalidReason = failures ?? (reasons.isEmpty ? nil : reasons.joined(separator: "; "))
        let notes =
            [Self.costNote(outcome.bufferRegistration)].compactMap(\.self) + (run.evidence?.notes ?? [])
        note = notes.isEmpty ? nil : notes.joined(separator: "; ")
    }

    /// A run that is no result for another reason is not worth repeating.
    private static func isDisturbed(_ doubt: String?, _ run: Circumstances) -> Bool {
        guard doubt != nil else { return run.watched.disturbance != nil }
        return run.evidence?.foreignIO != nil && run.settings.runtimeNanoseconds >= shortestNanoseconds
            && !run.isInterrupted
    }

    /// The number of IOs that failed in the whole run and the first of them; nil if none did.
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
            ? "too little locked memory: raise `ulimit -l` or lower iodepth" : errorText(bufferRegistration)
        return "the kernel did not register the IO buffers, so each IO cost more: \(cause)"
    }

    private static func doubt(_ totals: Totals, _ outcome: RunOutcome, _ run: Circumstances) -> String? {
        if run.isInterrupted { return "interrupted" }
        if totals.iops == nil { return "a job measured nothing" }
        if let doubt = run.evidence?.doubt { return doubt }
        if let placement = run.placement { return placement }
        if outcome.strayPages > 0 { return "memory of some jobs is not on their NUMA nodes" }
        if run.settings.runtimeNanoseconds < shortestNanoseconds, !run.isVirtual {
            return "short run (runtime below 1 s)"
        }
        let samples = run.settings.sampling == .off ? totals.ios : totals.latency?.count ?? 0
        return samples < fewestSamples ? "too few samples (\(samples) of \(fewestSamples))" : nil
    }
}

extension RunPass {
    /// The time of a pass that was not asked for by name.
    fileprivate var text: String? {
        switch self {
        case .fill: "while stamping"
        case .workload: nil
        case .readBack: "while reading back"
        }
    }
}
