/// The NUMA nodes on which threads run, relative to the devices that they use.
public enum NodePolicy: String, CaseIterable, Sendable {
    /// On cores of their own, wherever those are; of these, on the devices' nodes first.
    case any
    /// On the devices' nodes; on others only when all CPUs of those have a thread.
    case local
    /// On other nodes than the devices', the farthest first.
    case remote
    /// On all nodes in turn.
    case spread
}
