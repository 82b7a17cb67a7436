/// The counts of some interrupt vectors at one time, from the text of /proc/interrupts
/// (Documentation/filesystems/proc.rst of the kernel).
///
/// Vectors that no IO ends with are left out: an NVMe controller's admin queue (`nvme0q0`) if it has a vector of
/// its own, and a virtio device's configuration changes.
public struct InterruptCounts: Equatable, Sendable {
    private let vectors: Set<Int>
    /// The CPUs online, which the columns stand for.
    private let cpus: [Substring]
    /// The counts by vector, one for each of the CPUs. A vector that no driver uses has no line.
    private let counts: [Int: [UInt32]]

    /// Nil for a text of another form, and for one that has none of the vectors.
    init?(parsing text: String, vectors: Set<Int>) {
        let lines = text.split(separator: "\n")
        guard let header = lines.first else { return nil }
        cpus = header.split(separator: " ", omittingEmptySubsequences: true)
        guard !cpus.isEmpty, cpus.allSatisfy({ $0.hasPrefix("CPU") }) else { return nil }
        var counts: [Int: [UInt32]] = [:]
        for line in lines.dropFirst() {
            let words = line.split(separator: " ", omittingEmptySubsequences: true)
            guard let label = words.first, label.last == ":", let vector = Int(label.dropLast()),
                vectors.contains(vector)
            else { continue }
            let columns = words.dropFirst().prefix(cpus.count).compactMap { UInt32($0) }
            guard columns.count == cpus.count else { return nil }
            let handlers = words.dropFirst(1 + cpus.count)
            if !Self.endsNoIO(handlers) { counts[vector] = columns }
        }
        guard !counts.isEmpty else { return nil }
        self.vectors = vectors
        self.counts = counts
    }

    /// The interrupts since an earlier reading; nil if they cannot be told: a CPU went or came, or the vectors were
    /// given back and taken anew.
    public func since(_ earlier: InterruptCounts) -> UInt64? {
        guard vectors == earlier.vectors, cpus == earlier.cpus else { return nil }
        let none = [UInt32](repeating: 0, count: cpus.count)
        var sum: UInt64 = 0
        for vector in vectors {
            for (now, before) in zip(counts[vector] ?? none, earlier.counts[vector] ?? none) {
                // The kernel's counts have 32 bits and wrap; one that falls was reset.
                let difference = now &- before
                guard difference < 1 << 31 else { return nil }
                sum += UInt64(difference)
            }
        }
        return sum
    }

    /// Whether the line's only handler serves no IO queue. Handlers that share a vector are joined by ", ".
    private static func endsNoIO(_ words: ArraySlice<Substring>) -> Bool {
        guard let handler = words.last, words.dropLast().last?.last != "," else { return false }
        if handler.hasPrefix("virtio") { return handler.hasSuffix("-config") }
        return handler.hasPrefix("nvme") && handler.hasSuffix("q0")
    }
}
