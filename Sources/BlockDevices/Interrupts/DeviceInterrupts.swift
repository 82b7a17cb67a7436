import Glibc
import Placement

/// The interrupts with which the disks below some files and block devices say that IOs have ended.
///
/// A disk's interrupts are those of the message-signalled vectors (MSI, MSI-X) of the PCI function that it hangs
/// from; other disks on that function share them. A line that devices share (INTx) tells nothing about one of them.
/// Stacked devices (dm, md, partitions, NVMe multipath) have the interrupts of all disks below.
public struct DeviceInterrupts: Sendable {
    /// The disks whose interrupts can be counted, by the kernel's names.
    public let disks: [String]
    /// What has no interrupts of its own: disks without hardware (null_blk, loop, network), or without vectors, and
    /// files whose disk is not known.
    public let uncounted: [String]
    private let folders: [String]
    private let controllers: [String]
    private let procfs: Sysfs

    /// - Parameters:
    ///   - paths: of files, which stand for the disk that they lie on, and of block devices.
    ///   - procfs: where proc(5) is mounted.
    public init(below paths: [String], sysfs: Sysfs = Sysfs(), procfs: Sysfs = Sysfs(root: "/proc")) {
        let below = DisksBelow(sysfs: sysfs)
        var folders: Set<String> = []
        var uncounted: Set<String> = []
        for path in paths {
            guard let disk = below.disk(of: path) else {
                uncounted.insert(path)
                continue
            }
            folders.formUnion(below.bottom(of: disk))
        }
        var disks: [String] = []
        var controllers: Set<String> = []
        for folder in folders {
            let name = DisksBelow.name(of: folder)
            if let controller = below.controller(of: folder), !Self.vectors(of: controller).isEmpty {
                disks.append(name)
                controllers.insert(controller)
            } else {
                uncounted.insert(name)
            }
        }
        self.disks = disks.sorted()
        self.uncounted = uncounted.sorted()
        self.folders = folders.sorted()
        self.controllers = controllers.sorted()
        self.procfs = procfs
    }

    /// What the vectors of all disks have counted so far; nil if none can be read.
    public func counts() -> InterruptCounts? {
        guard !controllers.isEmpty, let text = interruptsText() else { return nil }
        let vectors = controllers.reduce(into: Set<Int>()) { $0.formUnion(Self.vectors(of: $1)) }
        return InterruptCounts(parsing: text, vectors: vectors)
    }

    /// The disks that the kernel will not poll, whatever is asked of it: their `queue/io_poll` is 0.
    public func disksWithoutPolling() -> [String] {
        folders.filter { Sysfs(root: $0).integer("queue/io_poll") == 0 }.map(DisksBelow.name)
    }

    private static func vectors(of controller: String) -> [Int] {
        Sysfs(root: controller).entries("msi_irqs").compactMap { Int($0) }
    }

    private func interruptsText() -> String? {
        guard let file = fopen("\(procfs.root)/interrupts", "re") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = fread(&chunk, 1, chunk.count, file), count > 0 {
            bytes += chunk[..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
