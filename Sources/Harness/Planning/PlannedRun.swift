import BlockLayer
import Placement

/// One design in one cell: what each of its rounds does.
public struct PlannedRun: Sendable {
    /// Its place in ``Session/runs``.
    public let number: Int
    /// The place of its stack among the session's.
    let stackNumber: Int
    /// What the IO goes to.
    public let stack: StackDescription
    public let design: Design
    /// What it does, as far as that counts for this design: see ``CellSettings/reduced``.
    public let cell: CellSettings
    public let completion: Completion
    let placement: JobPlacement
    let queueMap: QueueMap
    /// What the design `kernel` runs on; nil for other designs.
    let kernelDevice: KernelDeviceChoice?
    /// Of each leaf.
    let queues: [LeafQueues]
    let settings: RunSettings
    let devices: RunDevices

    /// Names cell and design, with the stack where that has a name:
    /// `mirror/randread-bs4k-iodepth32-numjobs2-queues2-root-list`.
    public var name: String {
        (stack.name.map { $0 + "/" } ?? "") + "\(cell.name)-\(design.card.name)"
    }

    /// The CPU of each job.
    public var cpus: [Int] { placement.cpus.map(\.number) }

    /// Where the jobs are, seen from the devices' NUMA nodes; nil where that is not known.
    public var numa: NodePolicy? { placement.policy }

    /// The switches of the engine as this design runs with them.
    public var engine: EngineSettings { settings.engine }

    /// What is not known of the CPUs; nil if nothing.
    public var placementNote: String? { placement.note }

    /// Whether all devices are models: its jobs then never sleep, and nothing in the kernel acts for them.
    public var isOnModels: Bool { if case .model = devices { true } else { false } }

    /// The seed of the run.
    public var seed: UInt64 { settings.seed }
    /// The time before measuring begins.
    public var rampNanoseconds: UInt64 { settings.rampNanoseconds }
    /// The time that is measured.
    public var runtimeNanoseconds: UInt64 { settings.runtimeNanoseconds }

    /// What a round of it takes, without what setting up costs.
    public var nanoseconds: UInt64 { rampNanoseconds + runtimeNanoseconds }
}
