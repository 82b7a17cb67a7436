/// The patience of a worker with what it has in flight when the run is stopped: that may take longer than a user waits,
/// behind a delay target or on a device that hangs.
struct Patience<M: Machine> {
    /// How long a worker that was stopped waits for what it has in flight.
    static var nanoseconds: UInt64 { 300_000_000 }

    /// The flag that says whether the run was stopped; nil if it cannot be.
    var stopFlag: UnsafePointer<StopFlag<M>>?
    /// Whether IOs were left behind.
    var hasLeftIOs = false
    private let ticks: UInt64
    /// The time at which the worker gives up; `.max` before a stop was seen.
    private var endTicks = UInt64.max

    init(_ rate: TickRate) {
        ticks = rate.ticks(nanoseconds: Self.nanoseconds)
    }

    /// Whether the run was stopped, so that there is a time to look at.
    @inline(__always)
    var isStopped: Bool { stopFlag?.pointee.isSet() ?? false }

    /// Whether the worker gives up at this time, after a stop.
    mutating func isOver(at now: UInt64) -> Bool {
        if endTicks == .max { endTicks = now &+ ticks }
        return now >= endTicks
    }
}

extension Worker {
    /// Whether to leave behind what is in flight. For loops that wait for it, in every turn or now and then; costs a
    /// look at a word that is read-only until the stop.
    @inline(never)
    mutating func givesUp() -> Bool { patience.isStopped && patience.isOver(at: now()) }
}
