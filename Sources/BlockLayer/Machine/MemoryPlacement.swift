/// Puts each worker's pools, buffers and rings on a NUMA node, and sees whether they are there.
///
/// How that is done is the caller's: this module knows no nodes. Control plane.
public struct MemoryPlacement: Sendable {
    /// The node for each worker's memory.
    public var nodeOfWorker: [Int]
    /// Makes memory that the calling thread touches first come from a node if it has room; nil ends that.
    public var prefer: @Sendable (_ node: Int?) -> Void
    /// The node of the page at each address; nil where that is not known.
    public var nodes: @Sendable (_ addresses: [UnsafeRawPointer]) -> [Int?]

    public init(
        nodeOfWorker: [Int], prefer: @escaping @Sendable (Int?) -> Void,
        nodes: @escaping @Sendable ([UnsafeRawPointer]) -> [Int?]
    ) {
        self.nodeOfWorker = nodeOfWorker
        self.prefer = prefer
        self.nodes = nodes
    }

    /// Makes memory that the calling thread touches first a worker's; nil ends that.
    func prefer(worker: Int?) {
        prefer(worker.map { nodeOfWorker[$0] })
    }

    /// How many of a worker's pages lie on another node than its own.
    func strayCount(_ addresses: [UnsafeRawPointer], of worker: Int) -> Int {
        nodes(addresses).count { $0 != nil && $0 != nodeOfWorker[worker] }
    }
}
