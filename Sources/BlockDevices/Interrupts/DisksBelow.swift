import Glibc
import Placement

/// Finds the disks on which the IOs of a file or block device end, as canonical folders of sysfs.
struct DisksBelow: Sendable {
    let sysfs: Sysfs

    /// The whole disk that the path is (or is a partition of), or on which the file lies. Nil where sysfs knows
    /// none: file systems that have no device or several (tmpfs, overlayfs, btrfs) answer stat(2) with a number
    /// that no disk has.
    func disk(of path: String) -> String? {
        guard let number = Self.number(of: path), let device = sysfs.blockDevice(number),
            let folder = canonical(device)
        else { return nil }
        return Self.whole(folder)
    }

    /// Why the disk of a path is not known; nil where it is.
    func obstacle(to path: String) -> String? {
        guard disk(of: path) == nil else { return nil }
        guard let number = Self.number(of: path) else {
            return "\(path): \(String(cString: strerror(errno)))"
        }
        // Numbers without a driver: tmpfs, overlayfs, btrfs, NFS.
        return number.major == 0
            ? "\(path): its file system is on no block device, or on several"
            : "\(path): \(sysfs.root) does not show the device \(number) that it is, or is on"
    }

    /// The disks that a disk stands on, down to those that drivers bring; itself if it is one of them.
    func bottom(of disk: String) -> [String] {
        var found: [String] = []
        var seen: Set<String> = []
        var pending = [disk]
        while let folder = pending.popLast() {
            guard seen.insert(folder).inserted else { continue }
            let lower = Sysfs(root: folder).entries("slaves") + multipathDisks(under: folder)
            if lower.isEmpty { found.append(folder) }
            pending += lower.compactMap { canonical("class/block/\($0)") }.map(Self.whole)
        }
        return found
    }

    /// The disks of an NVMe subsystem's paths: `nvme0c1n2` is what controller 1 has of `nvme0n2`.
    private func multipathDisks(under disk: String) -> [String] {
        guard disk.contains("/nvme-subsystem/") else { return [] }
        let parts = Self.name(of: disk).split(separator: "n", omittingEmptySubsequences: false)
        // "nvme0n2" splits into "", "vme0", "2".
        guard parts.count == 3 else { return [] }
        return sysfs.entries("class/block").filter { name in
            guard name.hasPrefix("n\(parts[1])c"), name.hasSuffix("n\(parts[2])") else { return false }
            let controller = name.dropFirst(parts[1].count + 2).dropLast(parts[2].count + 1)
            return !controller.isEmpty && controller.utf8.allSatisfy { (0x30...0x39).contains($0) }
        }
    }

    /// The PCI function that a disk hangs from; nil for disks that no PCI device brings.
    func controller(of disk: String) -> String? {
        guard let top = canonical("") else { return nil }
        var folder = disk
        while folder.count > top.count {
            // Every PCI function has an `irq`; a bridge further up has vectors that are not the disk's.
            if Sysfs(root: folder).line("irq") != nil { return folder }
            folder = Self.parent(of: folder)
        }
        return nil
    }

    /// `MAJOR:MINOR` of a block device, or of what a file lies on.
    static func number(of path: String) -> DeviceNumber? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return DeviceNumber(status.st_mode & S_IFMT == S_IFBLK ? status.st_rdev : status.st_dev)
    }

    static func name(of folder: String) -> String {
        String(folder.split(separator: "/").last ?? "")
    }

    /// The disk that a partition is on; other disks are whole.
    private static func whole(_ folder: String) -> String {
        Sysfs(root: folder).line("partition") == nil ? folder : parent(of: folder)
    }

    private static func parent(of folder: String) -> String {
        String(folder.prefix(upTo: folder.lastIndex(of: "/") ?? folder.startIndex))
    }

    private func canonical(_ path: String) -> String? {
        guard let resolved = realpath("\(sysfs.root)/\(path)", nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
