import Placement
import Units

/// The facts about a block device that the kernel reports at one moment. Nil is "not reported", never a guess.
///
/// A partition has the queues, the node and the scheduler of its disk.
public struct DeviceFacts: Hashable, Sendable {
    /// The device that the facts are of.
    public let device: BlockDevice
    /// Nil for hidden devices.
    public let number: DeviceNumber?
    /// The name of a mapped device: `vg-root`.
    public let mappedName: String?
    /// The maker of a mapped device, from the beginning of its uuid: `LVM`, `CRYPT`, `mpath`.
    public let mappedBy: String?
    public let sizeBytes: UInt64?

    /// The disk that a partition is on.
    public let wholeDisk: BlockDevice?
    public let partitions: [DeviceFacts]
    /// The devices that this one stands on: the legs of a mapped device or an array, the paths of a multipath NVMe
    /// drive.
    public let lower: [DeviceFacts]
    /// The devices that stand on this one.
    public let holders: [Holder]
    public let mountPoints: [String]
    public let isSwap: Bool

    /// Whether polled IO of this device is polled. Nil on kernels that do not report it.
    public let polls: Bool?
    /// The queues that serve a CPU, in ascending order of their numbers; none for devices without queues of their own.
    public let hardwareQueues: [HardwareQueueFacts]
    /// The source of their kinds.
    public let queueKindsFrom: HardwareQueueFacts.Source?
    /// The NUMA node that the device is attached to.
    public let node: Int?
    /// The I/O scheduler in use, and those to choose from.
    public let scheduler: String?
    public let schedulers: [String]
    /// Requests that a hardware queue takes: `nr_requests`.
    public let queueDepth: Int?
    /// The largest IO in sectors: `max_sectors_kb`.
    public let maxSectorsPerIO: Int?
    /// Changes that make it poll, or poll at less cost.
    public let advice: [Advice]

    /// A device that stands on another.
    public struct Holder: Hashable, Sendable {
        /// The device that the facts are of.
        public let device: BlockDevice
        /// The name of a mapped device, as ``DeviceFacts/mappedName``.
        public let mappedName: String?
    }

    /// Looks at a device, at its partitions and at the devices below it.
    public init(_ device: BlockDevice, in files: KernelFiles = KernelFiles()) {
        self.init(device, in: files, depth: 0)
    }

    /// No stack of the kernel is that deep.
    private static let deepest = 16

    private init(_ device: BlockDevice, in files: KernelFiles, depth: Int) {
        let sys = files.sys
        let folder = device.folder
        let disk = device.wholeDisk(in: files)
        self.device = device
        wholeDisk = disk == device ? nil : disk
        number = sys.line("\(folder)/dev").flatMap { DeviceNumber($0) }
        mappedName = sys.line("\(folder)/dm/name")
        mappedBy = sys.line("\(folder)/dm/uuid").flatMap(Self.prefix)
        sizeBytes = sys.integer("\(folder)/size").flatMap(Self.bytes)
        partitions = Self.partitions(of: device, in: sys).map { DeviceFacts($0, in: files, depth: depth) }
        holders = sys.entries("\(folder)/holders").sorted(by: NameOrder.isAscending).map { name in
            Holder(device: BlockDevice(name: name), mappedName: sys.line("class/block/\(name)/dm/name"))
        }
        let paths = [device.nodePath] + [mappedName.map { "/dev/mapper/\($0)" }].compactMap(\.self)
        let uses = DeviceUses(number: number, paths: paths, in: files)
        mountPoints = uses.mountPoints
        isSwap = uses.isSwap

        let below = depth < Self.deepest ? Self.lower(disk, in: sys) : []
        lower = below.map { DeviceFacts($0, in: files, depth: depth + 1) }
        let ioPoll = sys.bool("\(disk.folder)/queue/io_poll")
        let list = HardwareQueueList(of: disk, polls: ioPoll, in: files)
        hardwareQueues = list.queues
        queueKindsFrom = list.source
        // The kernel says 1 of a device that once could: a reset may have taken its poll queues away since.
        let hasNoPollQueue = list.source != nil && !list.queues.contains { $0.kind == .poll }
        let standsOnNone = lower.contains { $0.polls == false }
        polls = ioPoll.map { $0 && !hasNoPollQueue && !standsOnNone }
        node = Self.node(of: disk, in: sys) ?? Self.common(lower.map(\.node))

        let choices = Schedulers(sys.line("\(disk.folder)/queue/scheduler") ?? "")
        scheduler = choices.current
        schedulers = choices.all
        queueDepth = sys.integer("\(disk.folder)/queue/nr_requests")
        maxSectorsPerIO = sys.integer("\(disk.folder)/queue/max_sectors_kb").flatMap(Self.sectors)
        let adviser = Adviser(
            disk: disk, polls: polls, hasQueues: !list.queues.isEmpty, lower: lower, schedulers: choices,
            files: files)
        advice = adviser.advice
    }

    /// The queues that polled IO goes to. For a device without queues of its own, those of the devices below it if they
    /// all map CPUs alike; numbers are those of the first. Nil where they are not known.
    public var pollQueues: [HardwareQueueFacts]? {
        if !hardwareQueues.isEmpty {
            return queueKindsFrom == nil ? nil : hardwareQueues.filter { $0.kind == .poll }
        }
        guard let first = lower.first?.pollQueues else { return nil }
        let agree = lower.dropFirst().allSatisfy { $0.pollQueues?.map(\.cpus) == first.map(\.cpus) }
        return agree ? first : nil
    }
}

extension DeviceFacts {
    private static func partitions(of device: BlockDevice, in sys: Sysfs) -> [BlockDevice] {
        sys.entries(device.folder).filter { sys.exists("\(device.folder)/\($0)/partition") }
            .sorted(by: NameOrder.isAscending).map(BlockDevice.init)
    }

    /// The legs of a stacked device. The paths of a multipath NVMe drive stand in no folder of it: `nvme0c1n1` and
    /// `nvme0c2n1` are paths of `nvme0n1` (Documentation/admin-guide/nvme-multipath.rst of the kernel).
    private static func lower(_ disk: BlockDevice, in sys: Sysfs) -> [BlockDevice] {
        let slaves = sys.entries("\(disk.folder)/slaves").sorted(by: NameOrder.isAscending)
        guard slaves.isEmpty, NVMeName(disk.name) != nil, !sys.exists("\(disk.folder)/mq") else {
            return slaves.map(BlockDevice.init)
        }
        return sys.entries("class/block").filter { NVMeName($0)?.head == disk.name }
            .sorted(by: NameOrder.isAscending).map(BlockDevice.init)
    }

    /// The nearest device on the way to the root of the device tree that tells its node.
    private static func node(of disk: BlockDevice, in sys: Sysfs) -> Int? {
        var path = sys.resolved(disk.folder)?.split(separator: "/") ?? []
        while path.count > 1 {
            if let line = sys.line("\(path.joined(separator: "/"))/numa_node") {
                return Int(line).flatMap { $0 < 0 ? nil : $0 }
            }
            path.removeLast()
        }
        return nil
    }

    private static func common(_ nodes: [Int?]) -> Int? {
        Set(nodes).count == 1 ? nodes[0] : nil
    }

    private static func bytes(_ sectors: Int) -> UInt64? {
        let (bytes, overflow) = UInt64(sectors).multipliedReportingOverflow(by: Units.sectorBytes)
        return overflow ? nil : bytes
    }

    private static func sectors(_ kibibytes: Int) -> Int? {
        let (sectors, overflow) = kibibytes.multipliedReportingOverflow(by: 2)
        return overflow || sectors == 0 ? nil : sectors
    }

    private static func prefix(_ uuid: String) -> String? {
        guard let dash = uuid.firstIndex(of: "-"), dash > uuid.startIndex else { return nil }
        return String(uuid[..<dash])
    }
}
