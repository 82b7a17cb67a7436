import BlockDevices
import Placement

/// A block device. A partition has the queues and the settings of its disk.
public struct DeviceRecord: Codable, Hashable, Sendable {
    /// The model name.
    /// The NUMA node; nil where it is not known.
    /// The version of the firmware.
    /// The PCI device; nil for devices that are none.
    /// The serial number.
    /// The size.
    @Nullable public var model: String?
    @Nullable public var firmware: String?
    @Nullable public var serial: String?
    @Nullable public var sizeBytes: UInt64?
    @Nullable public var pci: PCIRecord?
    @Nullable public var numaNode: Int?
    /// The devices that it stands on; empty for none.
    public var lowerDevices: [String]
    @Nullable public var mapped: MappedDeviceRecord?

    /// Hardware queues that serve a CPU.
    public var queueCount: Int
    /// Nil where it is not known which queues are for polling.
    @Nullable public var pollQueueCount: Int?
    /// The queues by kind, see ``QueueGroupRecord``.
    public var queues: [String: QueueGroupRecord]

    /// The IO scheduler in use.
    /// Whether the queue polls (`queue/io_poll`).
    @Nullable public var scheduler: String?
    @Nullable public var ioPoll: Bool?
    /// 0 merges, 1 only with the last request, 2 does not.
    @Nullable public var nomerges: Int?
    @Nullable public var iostats: Bool?
    /// Writeback throttling's goal for latency; 0 is off.
    @Nullable public var wbtMicroseconds: Int?
    @Nullable public var nrRequests: Int?
    @Nullable public var logicalBlockBytes: Int?
    @Nullable public var physicalBlockBytes: Int?
    @Nullable public var temperatureMillicelsius: Int?

    init(_ facts: DeviceFacts, table: (DeviceNumber) -> String?, in files: KernelFiles) {
        let sys = files.sys
        let disk = facts.wholeDisk ?? facts.device
        model = Self.text(["device/model", "device/name"], of: disk, in: sys)
        firmware = Self.text(["device/firmware_rev", "device/rev", "device/fwrev"], of: disk, in: sys)
        serial = Self.text(["device/serial", "serial"], of: disk, in: sys)
        sizeBytes = facts.sizeBytes
        pci = PCIRecord(of: disk, in: sys)
        numaNode = facts.node
        lowerDevices = facts.lower.map(\.device.name)
        mapped = MappedDeviceRecord(facts, table: table)
        queueCount = facts.hardwareQueues.count
        pollQueueCount = facts.pollQueues?.count
        queues = QueueGroupRecord.groups(of: facts.hardwareQueues)
        let queue = "\(disk.folder)/queue"
        scheduler = facts.scheduler
        ioPoll = sys.bool("\(queue)/io_poll")
        nomerges = sys.integer("\(queue)/nomerges")
        iostats = sys.bool("\(queue)/iostats")
        wbtMicroseconds = sys.integer("\(queue)/wbt_lat_usec")
        nrRequests = facts.queueDepth
        logicalBlockBytes = sys.integer("\(queue)/logical_block_size")
        physicalBlockBytes = sys.integer("\(queue)/physical_block_size")
        temperatureMillicelsius = Self.temperature(of: disk, in: sys)
    }

    /// These devices and all below them, by name.
    static func all(
        _ devices: [BlockDevice], table: (DeviceNumber) -> String?, in files: KernelFiles
    ) -> [String: DeviceRecord] {
        var records: [String: DeviceRecord] = [:]
        var pending = devices.map { DeviceFacts($0, in: files) }
        while let facts = pending.popLast() {
            guard records[facts.device.name] == nil else { continue }
            records[facts.device.name] = DeviceRecord(facts, table: table, in: files)
            pending += facts.lower
        }
        return records
    }

    /// The first file that says something: each kind of device has its own names for these.
    private static func text(_ paths: [String], of disk: BlockDevice, in sys: Sysfs) -> String? {
        for path in paths {
            if let text = sys.line("\(disk.folder)/\(path)")?.trimmed, !text.isEmpty { return text }
        }
        return nil
    }

    /// Of the device itself, by its driver or drivetemp (Documentation/hwmon/sysfs-interface.rst of the kernel). The
    /// sensor of an NVMe drive has stood in two places.
    private static func temperature(of disk: BlockDevice, in sys: Sysfs) -> Int? {
        for folder in ["device", "device/hwmon", "device/device/hwmon"].map({ "\(disk.folder)/\($0)" }) {
            for name in sys.entries(folder) where name.wholeMatch(of: /hwmon[0-9]+/) != nil {
                // Below zero it is not negative by mistake.
                if let value = sys.line("\(folder)/\(name)/temp1_input").flatMap({ Int($0) }) { return value }
            }
        }
        return nil
    }
}
