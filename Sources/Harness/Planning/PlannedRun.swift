import BlockLayer

/// One design in one cell: what each of its rounds does.
public struct PlannedRun: Sendable {
    /// Its place in ``Session/runs``.
    public let number: Int
    public let design: Design
    /// What it does, as far as that counts for this design: see ``CellSettings/reduced``.
    public let cell: CellSettings
    public let completion: Completion
    /// The CPU of each job.
    public let cpus: [Int]
    /// Of each leaf.
    let queues: [LeafQueues]
    let settings: RunSettings
    let devices: RunDevices

    /// Names cell and design: `randread-bs4k-iodepth32-numjobs2-queues2-root-list`.
    public var name: String { "\(cell.name)-\(design.card.name)" }
}
