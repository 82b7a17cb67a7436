import Glibc

/// How much may be asked for: beyond any use, and small enough that no product of two overflows.
enum Bounds {
    static let cells = 100_000
    static let runs = 1_000_000
    static let rounds = 100_000
    static let repeats = 1000
    static let depth = 65_536
    static let jobs = 1024
    /// Hardware queues of one leaf, and of all leaves together.
    static let queues = 1024
    static let allQueues = 32_768
    /// Devices of a stack, mapped ones and leaves.
    static let devices = 4096
    static let blockBytes: UInt64 = 1 << 30
    static let modelParallelism = 65_536
    /// Of a model device, in a second.
    static let modelIOPS = 100...100_000_000
    static let bytesPerSecond: ClosedRange<UInt64> = 1_000_000...1_000_000_000_000
    /// What an NVMe queue can hold.
    static let modelQueueDepth = 65_536
    /// 30 days.
    static let runNanoseconds: UInt64 = 30 * 86_400 * 1_000_000_000
    /// The longest service time that a model device keeps apart from longer ones, and the longest spin.
    static let waitNanoseconds: UInt64 = 1_000_000_000

    /// Throws `usage` for a value out of bounds.
    /// - Parameter flag: the option that has the value.
    static func check(_ value: Int, in range: ClosedRange<Int>, _ flag: String) throws(HarnessError) {
        guard range.contains(value) else {
            throw .usage("\(flag) \(value): must be from \(range.lowerBound) to \(range.upperBound)")
        }
    }

    /// The machine's memory in bytes.
    static var memoryBytes: UInt64 {
        UInt64(max(0, sysconf(Int32(_SC_PHYS_PAGES)))) * UInt64(max(0, sysconf(Int32(_SC_PAGESIZE))))
    }
}
