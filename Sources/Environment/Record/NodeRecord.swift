import BlockDevices
import Placement

/// A NUMA node.
public struct NodeRecord: Codable, Hashable, Sendable {
    /// Empty for a node of memory only.
    @Nullable public var cpus: String?
    /// From here to each node, in the order of their numbers: 10 is the node itself.
    @Nullable public var distances: [Int]?

    /// The distances to the nodes by their numbers; nil on kernels without NUMA.
    static func all(in files: KernelFiles) -> [String: NodeRecord]? {
        let folder = "devices/system/node"
        let numbers = files.sys.entries(folder).filter { $0.hasPrefix("node") }.compactMap {
            Int($0.dropFirst(4))
        }
        let nodes = numbers.map { number in
            let distance = files.sys.line("\(folder)/node\(number)/distance")
            let record = NodeRecord(
                cpus: files.sys.line("\(folder)/node\(number)/cpulist"),
                distances: distance?.split(separator: " ").compactMap { Int($0) })
            return ("\(number)", record)
        }
        return nodes.isEmpty ? nil : Dictionary(uniqueKeysWithValues: nodes)
    }
}
