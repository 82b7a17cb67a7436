import Glibc
import Units

/// Attributes of sysfs(5), and of other file systems with a value per line.
public struct Sysfs: Sendable {
    /// The mount point.
    public let root: String

    /// - Parameter root: `/sys`, except in tests.
    public init(root: String = "/sys") {
        self.root = root
    }

    /// Describes a CPU (Documentation/admin-guide/cputopology.rst of the kernel). Virtual machines and
    /// containers may hide the files: such a CPU is a core of its own.
    func cpu(_ number: Int, node: Int) -> CPU {
        let folder = "devices/system/cpu/cpu\(number)/topology"
        return CPU(
            number: number,
            node: node,
            package: integer("\(folder)/physical_package_id") ?? 0,
            core: integer("\(folder)/core_id"),
            siblings: cpuList("\(folder)/thread_siblings_list") ?? [])
    }

    /// A number that is not negative: the kernel writes -1 for an identifier it does not know.
    public func integer(_ path: String) -> Int? {
        line(path).flatMap { Int($0) }.flatMap { $0 < 0 ? nil : $0 }
    }

    /// CPU numbers in the kernel's list format, ascending; nil where the attribute has none.
    public func cpuList(_ path: String) -> [Int]? {
        line(path).flatMap { try? CPUList(parsing: $0).cpus }
    }

    /// The names in a folder, ascending; empty where there is no such folder.
    public func entries(_ path: String) -> [String] {
        guard let folder = opendir("\(root)/\(path)") else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// The first line of a file, without its end; an attribute is never longer than a page. Nil where it
    /// cannot be read.
    public func line(_ path: String) -> String? {
        guard let file = fopen("\(root)/\(path)", "re") else { return nil }
        defer { fclose(file) }
        var bytes = [CChar](repeating: 0, count: 4097)
        guard fgets(&bytes, Int32(bytes.count), file) != nil else { return nil }
        let text = bytes.prefix { $0 != 0 && $0 != CChar(UInt8(ascii: "\n")) }
        return String(decoding: text.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
