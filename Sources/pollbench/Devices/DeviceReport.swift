import BlockDevices
import Environment
import Foundation

/// A device in JSON. What is not known is null, never left out.
struct DeviceReport: Codable {
    private let name: String
    private let path: String
    @Nullable private var major: UInt32?
    @Nullable private var minor: UInt32?
    @Nullable private var mappedName: String?
    @Nullable private var mappedBy: String?
    @Nullable private var sizeBytes: UInt64?
    @Nullable private var wholeDisk: String?
    private let partitions: [Partition]
    private let lowerDevices: [String]
    private let holders: [Holder]
    private let mountPoints: [String]
    private let isSwap: Bool
    @Nullable private var polls: Bool?
    @Nullable private var pollQueueCount: Int?
    private let hardwareQueues: [Queue]
    @Nullable private var queueTypesFrom: String?
    @Nullable private var numaNode: Int?
    @Nullable private var scheduler: String?
    private let schedulers: [String]
    @Nullable private var nrRequests: Int?
    private let advice: [Remedy]

    static func json(of devices: [DeviceFacts]) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        guard let data = try? encoder.encode(devices.map(DeviceReport.init)) else { return "[]\n" }
        return String(decoding: data, as: UTF8.self) + "\n"
    }

    private init(_ facts: DeviceFacts) {
        (name, path) = (facts.device.name, facts.device.nodePath)
        partitions = facts.partitions.map(Partition.init)
        lowerDevices = facts.lower.map(\.device.name)
        holders = facts.holders.map(Holder.init)
        (mountPoints, isSwap) = (facts.mountPoints, facts.isSwap)
        hardwareQueues = facts.hardwareQueues.map(Queue.init)
        schedulers = facts.schedulers
        advice = facts.advice.map(Remedy.init)
        major = facts.number?.major
        minor = facts.number?.minor
        mappedName = facts.mappedName
        mappedBy = facts.mappedBy
        sizeBytes = facts.sizeBytes
        wholeDisk = facts.wholeDisk?.name
        polls = facts.polls
        pollQueueCount = facts.pollQueues?.count
        queueTypesFrom = facts.queueKindsFrom?.rawValue
        numaNode = facts.node
        scheduler = facts.scheduler
        nrRequests = facts.queueDepth
    }

    /// A partition: what stands on it. The rest is that of the disk.
    private struct Partition: Codable {
        let name: String
        @Nullable var sizeBytes: UInt64?
        let holders: [Holder]
        let mountPoints: [String]
        let isSwap: Bool

        init(_ facts: DeviceFacts) {
            name = facts.device.name
            holders = facts.holders.map(Holder.init)
            (mountPoints, isSwap) = (facts.mountPoints, facts.isSwap)
            sizeBytes = facts.sizeBytes
        }
    }

    private struct Holder: Codable {
        let name: String
        @Nullable var mappedName: String?

        init(_ holder: DeviceFacts.Holder) {
            name = holder.device.name
            mappedName = holder.mappedName
        }
    }

    private struct Queue: Codable {
        let number: Int
        @Nullable var type: String?
        let cpus: [Int]

        init(_ facts: HardwareQueueFacts) {
            (number, cpus) = (facts.number, facts.cpus)
            type = facts.kind?.rawValue
        }
    }

    private struct Remedy: Codable {
        let goal: String
        let device: String
        let reason: String
        @Nullable var kernelParameter: String?
        let commands: [String]
        @Nullable var note: String?

        init(_ advice: Advice) {
            (goal, device, reason) = (advice.goal.rawValue, advice.device.name, advice.reason)
            commands = advice.commands
            kernelParameter = advice.kernelParameter
            note = advice.note
        }
    }
}
