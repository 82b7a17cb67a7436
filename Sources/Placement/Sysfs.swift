import Glibc

/// What sysfs says of CPUs: Documentation/admin-guide/cputopology.rst of the kernel.
struct Sysfs {
    /// Where sysfs is mounted.
    let root: String

    /// Describes a CPU. Virtual machines and containers may hide the files: such a CPU is a core of its own.
    func cpu(_ number: Int, node: Int) -> CPU {
        let folder = "devices/system/cpu/cpu\(number)/topology"
        return CPU(
            number: number,
            node: node,
            package: integer("\(folder)/physical_package_id") ?? 0,
            core: integer("\(folder)/core_id"),
            siblings: line("\(folder)/thread_siblings_list").flatMap(CPUList.parse) ?? [])
    }

    /// The kernel writes -1 for an identifier it does not know.
    private func integer(_ path: String) -> Int? {
        line(path).flatMap { Int($0) }.flatMap { $0 < 0 ? nil : $0 }
    }

    /// The first line of a file; a sysfs attribute is never longer than a page.
    private func line(_ path: String) -> String? {
        guard let file = fopen("\(root)/\(path)", "re") else { return nil }
        defer { fclose(file) }
        var bytes = [CChar](repeating: 0, count: 4097)
        guard fgets(&bytes, Int32(bytes.count), file) != nil else { return nil }
        let text = bytes.prefix { $0 != 0 && $0 != CChar(UInt8(ascii: "\n")) }
        return String(decoding: text.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
