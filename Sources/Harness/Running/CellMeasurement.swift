import BlockLayer

/// The measurements of one run of one design in one cell. Nil is "not measured", never 0.
public struct CellMeasurement: Sendable {
    /// The sums over the jobs.
    public let totals: Totals
    /// Whether the numbers count.
    public let trust: Trust
    /// Of the whole run, others' on the same devices included; nil unless those of all leaves are known.
    public let interruptsPerIO: Double?
    /// The share of the leaves that no interrupt ended; nil unless the interrupts of all leaves are known, as those of
    /// model devices are.
    public let polledFraction: Double?
    /// The design's bytes of state.
    public let stateBytesPerRoot: Int
    public let stateBytesPerClone: Int
    public let stateBytesPerTable: TableStateBytes
    /// The changes of the stack in the meantime.
    public let changes: StackChanges

    init(_ outcome: RunOutcome, _ circumstances: Circumstances) {
        totals = Totals(outcome.workers, outcome.rate)
        trust = Trust(totals, outcome, circumstances)
        let evidence = circumstances.evidence
        interruptsPerIO = evidence?.interruptsPerIO
        polledFraction =
            evidence?.polledFraction ?? Self.polledFraction(totals.counters, circumstances.modelled)
        stateBytesPerRoot = outcome.stateBytesPerRoot
        stateBytesPerClone = outcome.stateBytesPerClone
        stateBytesPerTable = outcome.stateBytesPerTable
        changes = outcome.changes
    }

    /// Of model devices, whose only interrupts are those that were asked for; nil of others, and without leaves.
    private static func polledFraction(_ counters: Counters, _ completion: Completion?) -> Double? {
        guard let completion, counters.leavesSubmitted > 0 else { return nil }
        guard completion == .polled else { return 0 }
        return 1 - min(1, Double(counters.unpolledLeaves) / Double(counters.leavesSubmitted))
    }
}
