import Glibc
import Placement

extension DeviceNumber {
    /// A node of the block device with this number: udev's link where there is one, the node that has the kernel's name
    /// for it, or any other in /dev. Nil where there is none.
    ///
    /// - Parameter folder: /dev, but for tests.
    public func node(in folder: String = "/dev", _ files: KernelFiles = KernelFiles()) -> String? {
        let named = (try? BlockDevice(number: self, in: files)).map {
            folder + $0.nodePath.dropFirst("/dev".count)
        }
        let usual = ["\(folder)/block/\(self)", named].compactMap(\.self)
        return usual.first { DeviceNumber(ofNode: $0) == self } ?? search(folder, depth: 0)
    }

    /// Deeper than /dev/cciss and /dev/mapper no driver goes.
    private static let deepest = 2

    /// Links are left out: what they lead to is found itself. So are folders that are mounted: /dev/shm, /dev/mqueue.
    private func search(_ folder: String, depth: Int) -> String? {
        var top = stat()
        guard lstat(folder, &top) == 0 else { return nil }
        for name in Sysfs(root: folder).entries("") {
            let path = "\(folder)/\(name)"
            var status = stat()
            guard lstat(path, &status) == 0 else { continue }
            switch status.st_mode & S_IFMT {
            case S_IFBLK where DeviceNumber(status.st_rdev) == self: return path
            case S_IFDIR where depth < Self.deepest && status.st_dev == top.st_dev:
                if let found = search(path, depth: depth + 1) { return found }
            default: continue
            }
        }
        return nil
    }
}
