import Glibc
import Placement

/// The file systems in which the kernel describes its devices: three, which may be anywhere, so that tests bring their
/// own.
public struct KernelFiles: Sendable {
    /// sysfs(5).
    public let sys: Sysfs
    /// proc(5).
    public let proc: Sysfs
    /// Documentation/filesystems/debugfs.rst of the kernel; only root may look.
    public let debug: Sysfs

    /// The files of the running kernel, except in tests.
    public init(sys: String = "/sys", proc: String = "/proc", debug: String = "/sys/kernel/debug") {
        self.sys = Sysfs(root: sys)
        self.proc = Sysfs(root: proc)
        self.debug = Sysfs(root: debug)
    }
}

extension Sysfs {
    /// The target of a path when all links are followed, from the root on; nil where there is nothing or where it
    /// leads out of this file system.
    public func resolved(_ path: String) -> String? {
        guard let base = Self.realPath(root), let target = Self.realPath("\(root)/\(path)"),
            target.hasPrefix(base + "/")
        else { return nil }
        return String(target.dropFirst(base.count + 1))
    }

    /// The last part of where a path leads.
    public func resolvedName(_ path: String) -> String? {
        resolved(path)?.split(separator: "/").last.map(String.init)
    }

    /// The folder of the block device with a number, from the root on; nil where there is none. By its link, or where
    /// containers mask the links, among all devices.
    func blockDevice(_ number: DeviceNumber) -> String? {
        if let folder = resolved("dev/block/\(number)") { return folder }
        let name = entries("class/block").first { line("class/block/\($0)/dev") == number.description }
        return name.flatMap { resolved("class/block/\($0)") }
    }

    /// Whether there is such a file or folder.
    public func exists(_ path: String) -> Bool {
        access("\(root)/\(path)", F_OK) == 0
    }

    /// Whether its mode permits its owner to write. Not access(2): root may open what has no way to be written.
    func isWritable(_ path: String) -> Bool {
        var status = stat()
        return stat("\(root)/\(path)", &status) == 0 && status.st_mode & S_IWUSR != 0
    }

    /// A switch: 0 or 1.
    public func bool(_ path: String) -> Bool? {
        integer(path).map { $0 != 0 }
    }

    /// The lines of a file that may be long, up to the first one that `isWanted` turns down; none where it cannot be
    /// read.
    public func lines(_ path: String, while isWanted: (String) -> Bool = { _ in true }) -> [String] {
        guard let file = fopen("\(root)/\(path)", "re") else { return [] }
        defer { fclose(file) }
        var lines: [String] = []
        var buffer: UnsafeMutablePointer<CChar>?
        var capacity = 0
        defer { free(buffer) }
        while case let length = getline(&buffer, &capacity, file), length >= 0, let start = buffer {
            let bytes = UnsafeRawBufferPointer(start: start, count: length)
            let line = String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
            guard isWanted(line) else { break }
            lines.append(line)
        }
        return lines
    }

    private static func realPath(_ path: String) -> String? {
        guard let text = realpath(path, nil) else { return nil }
        defer { free(text) }
        return String(cString: text)
    }
}
