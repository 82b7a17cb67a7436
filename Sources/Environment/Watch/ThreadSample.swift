import BlockDevices
import CPlatform
import Placement

/// The clocks of a thread at one moment.
struct ThreadSample: Sendable {
    /// The monotonic clock before and after the thread's own clock was read: the reader may lose the CPU in between.
    var beginNanoseconds: UInt64
    var endNanoseconds: UInt64
    /// CPU time that the thread has had.
    var cpuNanoseconds: UInt64
    /// Nil if it was not read, and if the kernel does not report it.
    var queue: QueueTime?

    /// The sample of a thread of this process, up to now; nil if it has ended.
    static func of(thread: Int32) -> ThreadSample? {
        var cpu: UInt64 = 0
        let begin = platform_monotonic_ns()
        guard platform_thread_cpu_ns(thread, &cpu) else { return nil }
        return ThreadSample(
            beginNanoseconds: begin, endNanoseconds: platform_monotonic_ns(), cpuNanoseconds: cpu)
    }
}

/// How long a thread was ready to run and waited for a CPU, and how often it was given one: schedstat of proc(5)
/// (Documentation/scheduler/sched-stats.rst of the kernel). The kernel adds a wait when it ends.
struct QueueTime: Equatable, Sendable {
    var nanoseconds: UInt64
    var turns: UInt64

    /// Nil if the kernel does not report it: it has no CONFIG_SCHED_INFO, or /proc is hidden.
    init?(ofThread thread: Int32, in files: KernelFiles) {
        let line = files.proc.line("self/task/\(thread)/schedstat") ?? ""
        let words = line.split(separator: " ").compactMap { UInt64($0) }
        guard words.count == 3 else { return nil }
        (nanoseconds, turns) = (words[1], words[2])
    }

    init(nanoseconds: UInt64, turns: UInt64) {
        (self.nanoseconds, self.turns) = (nanoseconds, turns)
    }
}
