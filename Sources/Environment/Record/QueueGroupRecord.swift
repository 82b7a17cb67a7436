import BlockDevices
import Units

/// The hardware queues of one kind.
public struct QueueGroupRecord: Codable, Hashable, Sendable {
    /// The number of queues.
    public var count: Int
    /// Which CPUs each queue serves, by the queues' numbers.
    public var cpus: [String: String]

    /// The kind: `default`, `read`, `poll`, or `unknown` if the kernel does not report it.
    static func groups(of queues: [HardwareQueueFacts]) -> [String: QueueGroupRecord] {
        Dictionary(grouping: queues) { $0.kind?.rawValue ?? "unknown" }.mapValues { queues in
            let cpus = queues.map { ("\($0.number)", CPUList($0.cpus).description) }
            return QueueGroupRecord(count: queues.count, cpus: Dictionary(uniqueKeysWithValues: cpus))
        }
    }
}
