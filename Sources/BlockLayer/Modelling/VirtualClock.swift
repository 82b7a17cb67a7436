/// Virtual time: ticks of a 64th of a nanosecond, so that a cost of 0.3 ns is one, and 2^48 ticks last for an hour.
enum VirtualClock {
    /// How long a tick is.
    static let rate = TickRate(nanosecondsPerTick: 1.0 / 64)

    /// The ticks of a duration, to the nearest one.
    static func ticks(_ nanoseconds: Double) -> UInt64 { UInt64((nanoseconds * 64).rounded()) }
}

extension TickRate {
    /// The rate of virtual time, in which outcomes of modelled machines are.
    public static var virtual: TickRate { VirtualClock.rate }
}
