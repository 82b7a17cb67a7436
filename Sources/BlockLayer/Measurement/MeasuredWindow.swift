import CPlatform

/// What one worker's thread had spent when its measured window opened and when it closed.
public struct MeasuredWindow: Sendable {
    /// The beginning of the window, in ticks since the run began.
    public private(set) var beginTicks: UInt64 = 0
    /// The end of the window, in ticks since the run began; 0 while it is open.
    public private(set) var endTicks: UInt64 = 0
    /// What the engine counted in between.
    public private(set) var counters = Counters()
    /// CPU time and context switches of the thread in between.
    public private(set) var userNanoseconds: UInt64 = 0
    public private(set) var systemNanoseconds: UInt64 = 0
    public private(set) var contextSwitches: UInt64 = 0
    var isOpen = false

    /// Opens the window. The thread that is measured calls it.
    mutating func open(at ticks: UInt64, _ counters: Counters) {
        isOpen = true
        beginTicks = ticks
        self.counters = counters
        (userNanoseconds, systemNanoseconds, contextSwitches) = Self.usage()
    }

    /// Closes the window and leaves the differences behind.
    mutating func close(at ticks: UInt64, _ counters: Counters) {
        isOpen = false
        endTicks = ticks
        self.counters = counters.since(self.counters)
        let usage = Self.usage()
        userNanoseconds = usage.0 &- userNanoseconds
        systemNanoseconds = usage.1 &- systemNanoseconds
        contextSwitches = usage.2 &- contextSwitches
    }

    /// Has the thread have spent so much CPU time and nothing else: on a machine whose time is not the system's.
    mutating func replaceUsage(userNanoseconds: UInt64) {
        self.userNanoseconds = userNanoseconds
        systemNanoseconds = 0
        contextSwitches = 0
    }

    /// getrusage(2) of this thread, whose times have the resolution of the scheduler's accounting.
    private static func usage() -> (UInt64, UInt64, UInt64) {
        var usage = rusage()
        guard platform_thread_usage(&usage) == 0 else { return (0, 0, 0) }
        return (
            nanoseconds(usage.ru_utime), nanoseconds(usage.ru_stime),
            UInt64(usage.ru_nvcsw) &+ UInt64(usage.ru_nivcsw)
        )
    }

    private static func nanoseconds(_ time: timeval) -> UInt64 {
        UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_usec) &* 1000
    }
}
