import BlockLayer
import Placement
import Units

/// A request of a user: the same for every cell, except for the sweep. ``settings`` lists the options and the keys of
/// matrices that set it.
public struct RunRequest: Sendable {
    /// The stack, or where it is read from.
    public var source: StackSource
    /// The matrix's name for the stack; nil where there is only one.
    public var name: String?
    /// Where the matrix describes it, for messages: `FILE:LINE:COLUMN`.
    var place: String?
    /// The values of the axes.
    public var sweep = Sweep()
    /// The designs' names; nil for all that can run here.
    public var designs: [String]?
    /// Which designs a cell has, by their names.
    public var isWanted: @Sendable (CellSettings, String) -> Bool = { _, _ in true }
    /// Whether cells and designs that cannot run here are left out with a reason, instead of refused.
    public var skipsImpossible = false
    /// The part of the top device that is used.
    public var range = DeviceRange()
    /// The times that were given; nil for the usual ones.
    private var givenRampNanoseconds: UInt64?
    private var givenRuntimeNanoseconds: UInt64?
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
    /// The device of the design `kernel`; nil leaves the design out.
    public var kernelDevice: KernelDeviceChoice?
    /// Whether the design `kernel` may do what crashes kernels with a known fault.
    public var allowsKernelCrash = false
    /// Whether each cell on a described machine runs with each parameter set as well.
    public var usesMachineEnsemble = false

    /// The time before measuring begins, on this machine.
    public var rampNanoseconds: UInt64 {
        get { rampNanoseconds(on: nil) }
        set { givenRampNanoseconds = newValue }
    }

    /// The time that is measured, on this machine.
    public var runtimeNanoseconds: UInt64 {
        get { runtimeNanoseconds(on: nil) }
        set { givenRuntimeNanoseconds = newValue }
    }

    /// The time before measuring begins. On a described machine it is virtual, and there is no noise to average.
    func rampNanoseconds(on machine: MachineChoice?) -> UInt64 {
        givenRampNanoseconds ?? (machine == nil ? 500_000_000 : 1_000_000)
    }

    /// The time that is measured, likewise.
    func runtimeNanoseconds(on machine: MachineChoice?) -> UInt64 {
        givenRuntimeNanoseconds ?? (machine == nil ? 5_000_000_000 : 10_000_000)
    }

    /// The part's length in bytes; nil for all of the device or a share of it.
    public var sizeBytes: UInt64? {
        get { if case .bytes(let bytes) = range.length { bytes } else { nil } }
        set { range.length = newValue.map { .bytes($0) } }
    }

    /// Whether the design `kernel` runs on a device that is made for it.
    public var createsKernelDevice: Bool {
        get { kernelDevice == .create }
        set { kernelDevice = newValue ? .create : kernelDevice == .create ? nil : kernelDevice }
    }

    /// A request with the defaults.
    public init(_ source: StackSource) {
        self.source = source
    }
}
