import BlockDevices
import Foundation

/// A device in JSON. Unknown values are null, never left out.
struct DeviceReport: Encodable {
    private let facts: DeviceFacts

    static func json(of devices: [DeviceFacts]) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(devices.map(DeviceReport.init)) else { return "[]\n" }
        return String(decoding: data, as: UTF8.self) + "\n"
    }

    private init(_ facts: DeviceFacts) {
        self.facts = facts
    }

    private enum Key: String, CodingKey {
        case name, path, major, minor
        case mappedName = "mapped_name"
        case mappedBy = "mapped_by"
        case sizeBytes = "size_bytes"
        case wholeDisk = "whole_disk"
        case partitions
        case lowerDevices = "lower_devices"
        case holders
        case mountPoints = "mount_points"
        case isSwap = "is_swap"
        case polls
        case pollQueueCount = "poll_queue_count"
        case hardwareQueues = "hardware_queues"
        case queueTypesFrom = "queue_types_from"
        case numaNode = "numa_node"
        case scheduler, schedulers
        case queueDepth = "nr_requests"
        case advice
    }

    func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        try object.encode(facts.device.name, forKey: .name)
        try object.encode(facts.device.nodePath, forKey: .path)
        try object.encode(facts.number?.major, forKey: .major)
        try object.encode(facts.number?.minor, forKey: .minor)
        try object.encode(facts.mappedName, forKey: .mappedName)
        try object.encode(facts.mappedBy, forKey: .mappedBy)
        try object.encode(facts.sizeBytes, forKey: .sizeBytes)
        try object.encode(facts.wholeDisk?.name, forKey: .wholeDisk)
        try object.encode(facts.partitions.map(Partition.init), forKey: .partitions)
        try object.encode(facts.lower.map(\.device.name), forKey: .lowerDevices)
        try object.encode(facts.holders.map(Holder.init), forKey: .holders)
        try object.encode(facts.mountPoints, forKey: .mountPoints)
        try object.encode(facts.isSwap, forKey: .isSwap)
        try encodePolling(to: &object)
    }

    private func encodePolling(to object: inout KeyedEncodingContainer<Key>) throws {
        try object.encode(facts.polls, forKey: .polls)
        try object.encode(facts.pollQueues?.count, forKey: .pollQueueCount)
        try object.encode(facts.hardwareQueues.map(Queue.init), forKey: .hardwareQueues)
        try object.encode(facts.queueKindsFrom?.rawValue, forKey: .queueTypesFrom)
        try object.encode(facts.node, forKey: .numaNode)
        try object.encode(facts.scheduler, forKey: .scheduler)
        try object.encode(facts.schedulers, forKey: .schedulers)
        try object.encode(facts.queueDepth, forKey: .queueDepth)
        try object.encode(facts.advice.map(Remedy.init), forKey: .advice)
    }

    /// The uses of a partition; all else is that of the disk.
    private struct Partition: Encodable {
        let facts: DeviceFacts

        func encode(to encoder: any Encoder) throws {
            var object = encoder.container(keyedBy: Key.self)
            try object.encode(facts.device.name, forKey: .name)
            try object.encode(facts.sizeBytes, forKey: .sizeBytes)
            try object.encode(facts.holders.map(Holder.init), forKey: .holders)
            try object.encode(facts.mountPoints, forKey: .mountPoints)
            try object.encode(facts.isSwap, forKey: .isSwap)
        }
    }

    private struct Holder: Encodable {
        let holder: DeviceFacts.Holder

        func encode(to encoder: any Encoder) throws {
            var object = encoder.container(keyedBy: Key.self)
            try object.encode(holder.device.name, forKey: .name)
            try object.encode(holder.mappedName, forKey: .mappedName)
        }
    }

    private struct Queue: Encodable {
        let facts: HardwareQueueFacts

        private enum Key: String, CodingKey {
            case number, type, cpus
        }

        func encode(to encoder: any Encoder) throws {
            var object = encoder.container(keyedBy: Key.self)
            try object.encode(facts.number, forKey: .number)
            try object.encode(facts.kind?.rawValue, forKey: .type)
            try object.encode(facts.cpus, forKey: .cpus)
        }
    }

    private struct Remedy: Encodable {
        let advice: Advice

        private enum Key: String, CodingKey {
            case goal, device, reason
            case kernelParameter = "kernel_parameter"
            case commands, note
        }

        func encode(to encoder: any Encoder) throws {
            var object = encoder.container(keyedBy: Key.self)
            try object.encode(advice.goal.rawValue, forKey: .goal)
            try object.encode(advice.device.name, forKey: .device)
            try object.encode(advice.reason, forKey: .reason)
            try object.encode(advice.kernelParameter, forKey: .kernelParameter)
            try object.encode(advice.commands, forKey: .commands)
            try object.encode(advice.note, forKey: .note)
        }
    }
}
