import BlockDevices
import Foundation

/// The kernel's files in a temporary folder, gone with their owner: a machine with whatever devices a test wants.
public final class MadeUpKernel {
    private let root = FileManager.default.temporaryDirectory.appending(path: "kernel-\(UUID())")

    public init() throws {
        try write("6.12.1-test\n", "proc/sys/kernel/osrelease")
        try write("0-3\n", "sys/devices/system/cpu/online")
        for folder in ["sys/block", "sys/class/block", "sys/dev/block"] { try makeFolder(folder) }
    }

    deinit {
        try? FileManager.default.removeItem(at: root)
    }

    public var files: KernelFiles {
        KernelFiles(
            sys: root.appending(path: "sys").path, proc: root.appending(path: "proc").path,
            debug: root.appending(path: "debug").path)
    }

    public func facts(_ name: String) -> DeviceFacts { DeviceFacts(BlockDevice(name: name), in: files) }

    /// What keeps a device from polling, as a run is refused with.
    public func obstacles(_ name: String) -> [String] {
        facts(name).advice.filter { $0.goal == .polling }.map { "\($0.device.name): \($0.text)" }
    }

    public func write(_ text: String, _ path: String, mode: Int = 0o644) throws {
        let file = root.appending(path: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
    }

    public func makeFolder(_ path: String) throws {
        try FileManager.default.createDirectory(
            at: root.appending(path: path), withIntermediateDirectories: true)
    }

    public func link(_ path: String, to target: String) throws {
        let file = root.appending(path: path)
        try makeFolder(String(path.split(separator: "/").dropLast().joined(separator: "/")))
        try FileManager.default.createSymbolicLink(at: file, withDestinationURL: root.appending(path: target))
    }

    public func remove(_ path: String) throws {
        try FileManager.default.removeItem(at: root.appending(path: path))
    }

    // MARK: Devices

    /// A disk in this folder of sysfs, with attributes by their paths.
    public func addDisk(_ folder: String, number: String?, _ attributes: [String: String] = [:]) throws {
        let name = String(folder.split(separator: "/").last!)
        let path = "sys/" + folder
        try makeFolder(path + "/queue")
        try link("sys/block/\(name)", to: path)
        try link("sys/class/block/\(name)", to: path)
        if let number {
            try link("sys/dev/block/\(number)", to: path)
            try write(number + "\n", path + "/dev")
        }
        try write("2097152\n", path + "/size")
        for (attribute, text) in attributes { try write(text + "\n", "\(path)/\(attribute)") }
    }

    /// An NVMe drive behind a PCI function of its own: `nvme0n1` at 0000:40:00.0.
    ///
    /// - Parameter queues: kinds and CPU lists of the hardware queues.
    public func addNVMe(
        _ index: Int, polls: Bool = true, queues: [(kind: String, cpus: String)] = [],
        namespace: String? = nil,
        _ attributes: [String: String] = [:]
    ) throws {
        let function = "devices/pci0000:40/0000:4\(index):00.0"
        let controller = "\(function)/nvme/nvme\(index)"
        let name = namespace ?? "nvme\(index)n1"
        try write("0\n", "sys/\(controller)/numa_node")
        try write("pcie\n", "sys/\(controller)/transport")
        try addDisk(
            "\(controller)/\(name)", number: name.contains("c") ? nil : "259:\(index)",
            [
                "queue/io_poll": polls ? "1" : "0", "queue/scheduler": "[none] mq-deadline",
                "queue/nr_requests": "1023",
            ]
            .merging(attributes) { $1 })
        try link("sys/\(controller)/\(name)/device", to: "sys/\(controller)")
        try link("sys/\(function)/driver", to: "sys/bus/pci/drivers/nvme")
        try addDriver("pci", "nvme", parameters: ["poll_queues": polls ? "2" : "0"])
        try addQueues(queues, of: "sys/\(controller)/\(name)")
    }

    public func addQueues(_ queues: [(kind: String, cpus: String)], of folder: String) throws {
        let name = folder.split(separator: "/").last!
        for (number, queue) in queues.enumerated() {
            try write(queue.cpus + "\n", "\(folder)/mq/\(number)/cpu_list")
            try write(queue.kind + "\n", "debug/block/\(name)/hctx\(number)/type")
        }
    }

    public func addDriver(_ bus: String, _ name: String, parameters: [String: String], mode: Int = 0o644)
        throws
    {
        let folder = "sys/bus/\(bus)/drivers/\(name)"
        for (parameter, value) in parameters {
            try write(value + "\n", "sys/module/\(name)/parameters/\(parameter)", mode: mode)
        }
        if !FileManager.default.fileExists(atPath: root.appending(path: folder).path) {
            try link("\(folder)/module", to: "sys/module/\(name)")
        }
    }

    /// A mapped device over others, given by the last part of their folders' names.
    public func addMapped(
        _ minor: Int, name: String, over lower: [String], polls: Bool, _ attributes: [String: String] = [:]
    ) throws {
        let folder = "devices/virtual/block/dm-\(minor)"
        try addDisk(
            folder, number: "254:\(minor)",
            ["dm/name": name, "dm/uuid": "", "queue/io_poll": polls ? "1" : "0"].merging(attributes) { $1 })
        for leg in lower {
            try link("sys/\(folder)/slaves/\(leg)", to: "sys/class/block/\(leg)")
            try link("sys/class/block/\(leg)/holders/dm-\(minor)", to: "sys/\(folder)")
        }
    }

    public func addPartition(_ name: String, of disk: String, number: String) throws {
        try write("1\n", "sys/block/\(disk)/\(name)/partition")
        try write("2048\n", "sys/block/\(disk)/\(name)/size")
        try write(number + "\n", "sys/block/\(disk)/\(name)/dev")
        try link("sys/class/block/\(name)", to: "sys/block/\(disk)/\(name)")
        try link("sys/dev/block/\(number)", to: "sys/block/\(disk)/\(name)")
    }
}

/// Four CPUs, two default queues and two poll queues: what Linux 6.12 makes of two nodes.
public let twoAndTwo = [("default", "0, 1"), ("default", "2, 3"), ("poll", "0, 2"), ("poll", "1, 3")]
