import BlockDevices

/// The first CPU of /proc/cpuinfo, whose keys each architecture makes up for itself.
struct CPUInfo {
    private let values: [String: String]

    init(in files: KernelFiles) {
        var values: [String: String] = [:]
        for line in files.proc.lines("cpuinfo", while: { !$0.isEmpty }) {
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { values[String(parts[0]).trimmed] = String(parts[1]).trimmed }
        }
        self.values = values
    }

    /// arm64 reports only the numbers of the maker and of the product.
    var model: String? {
        if let name = values["model name"] { return name }
        guard let implementer = values["CPU implementer"], let part = values["CPU part"] else { return nil }
        return "implementer \(implementer), part \(part)"
    }

    var microcode: String? { values["microcode"] }

    /// What the CPU can, in the kernel's words; of x86 only.
    var flags: Set<Substring>? { values["flags"].map { Set($0.split(separator: " ")) } }

    /// Whether the time stamp counter has one rate, also in deep sleep.
    var hasConstantCounter: Bool? { flags.map { $0.contains("constant_tsc") && $0.contains("nonstop_tsc") } }
}

extension String {
    /// Without the spaces that fill fields of fixed width.
    var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
