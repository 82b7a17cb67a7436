import BlockLayer
import Placement

/// One design in one cell: what each of its rounds does.
public struct PlannedRun: Sendable {
    /// Its place in ``Plan/runs``.
    public let number: Int
    /// The place of its stack among the plan's.
    let stackNumber: Int
    /// The target of the IO.
    public let stack: StackDescription
    public let design: CatalogueDesign
    /// The settings that count for this design: see ``CellSettings/reduced``.
    public let cell: CellSettings
    public let completion: Completion
    let placement: JobPlacement
    /// The device of the design `kernel`; nil for other designs.
    let kernelDevice: KernelDeviceChoice?
    /// Of each leaf.
    let queues: [LeafQueues]
    let settings: RunSettings
    let devices: RunDevices
    /// Nil for a run on this machine.
    let modelled: ModelledRun?

    /// Names cell and design, with the stack where that has a name:
    /// `mirror/randread-bs4k-iodepth32-numjobs2-queues2-root-list`.
    public var name: String {
        (stack.name.map { $0 + "/" } ?? "") + "\(cell.name)-\(design.card.name)"
    }

    /// The described machine that it is modelled on; nil for this one.
    public var machine: MachineChoice? { cell.machine }

    /// The CPU of each job.
    public var cpus: [Int] { placement.cpus.map(\.number) }

    /// Where the jobs are, seen from the devices' NUMA nodes; nil where that is not known.
    public var numa: NodePolicy? { placement.policy }

    /// The switches of the engine as this design runs with them.
    public var engine: EngineSettings { settings.engine }

    /// A note on facts of the CPUs that are not known; nil if there is none.
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
