import BlockDevices
import BlockLayer
import Tables

/// The facts of the devices below a stack that planning needs, looked up once.
struct StackFacts: Sendable {
    let leaves: Leaves
    let memory = AvailableMemory()
    /// The mapped device that the request names for the design `kernel`; nil if it names none, or none is of use.
    var kernelNode: LeafFacts?
    /// Why the leaves cannot be polled; nil if they can, or nothing asks for it.
    var pollingObstacle: Message?
    /// The same for ``kernelNode``.
    var kernelPollingObstacle: Message?

    init(_ leaves: Leaves) { self.leaves = leaves }

    /// Opens the devices for reading. If a run would poll real ones, each does a polled read, since only that tells
    /// whether the kernel allows it.
    ///
    /// - Throws: `environment` for a device that is not there or cannot be used so; `usage` for a kernel device with
    ///   another table.
    init(lookingAt work: RequestedWork) throws(HarnessError) {
        let (request, isWritable) = (work.request, work.access.opensForWriting)
        leaves = try Leaves(request.source.leafReferences) { (reference) throws(HarnessError) in
            try LeafFacts(reference, request: request, isWritable: isWritable)
        }
        if case .table(let stack) = request.source, case .existing(let path) = request.kernelDevice,
            KernelPlan.obstacle(request, leaves) == nil
        {
            kernelNode = try LeafFacts(.path(path), request: request, isWritable: isWritable)
            try KernelTableCheck(stack: stack).check(path)
        }
        guard work.asksForPolling else { return }
        pollingObstacle = leaves.pollingObstacle()
        if work.designs.contains(where: \.isKernel) { kernelPollingObstacle = kernelNode?.pollingObstacle() }
    }
}
