import Glibc

/// The words that fio replaces by facts of the machine.
enum FioKeyword: String, CaseIterable {
    case pageSize = "$pagesize"
    case memory = "$mb_memory"
    case cpus = "$ncpus"

    /// What stands for it: as fio, all memory in MiB, and the configured CPUs.
    var value: String {
        switch self {
        case .pageSize: String(Self.system(_SC_PAGESIZE))
        case .memory: String(Self.system(_SC_PHYS_PAGES) / (1 << 20 / Self.system(_SC_PAGESIZE)))
        case .cpus: String(Self.system(_SC_NPROCESSORS_CONF))
        }
    }

    private static func system(_ name: some BinaryInteger) -> Int { max(1, sysconf(Int32(name))) }

    /// A value with the keywords in it replaced.
    /// - Throws: `usage` for arithmetic, which fio leaves to bc(1).
    static func replaced(in text: String) throws(HarnessError) -> String {
        var replaced = text
        for keyword in allCases { replaced = replaced.replacing(keyword.rawValue, with: keyword.value) }
        guard replaced == text || !replaced.contains(where: { "+-*/".contains($0) }) else {
            throw .usage("no arithmetic with \(text): write the number")
        }
        return replaced
    }
}
