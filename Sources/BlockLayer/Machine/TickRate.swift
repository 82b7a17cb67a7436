import CPlatform

/// How long a tick of ``RealMachine/ticks()`` is, measured against the monotonic clock.
public struct TickRate: Hashable, Sendable, BitwiseCopyable {
    /// Nanoseconds per tick, as a fraction of 2^32.
    private let scale: UInt64

    /// - Parameter nanosecondsPerTick: positive and below 2^31.
    public init(nanosecondsPerTick: Double) {
        scale = UInt64(nanosecondsPerTick * 0x1p32)
    }

    /// The duration of a number of ticks.
    @inline(__always)
    public func nanoseconds(_ ticks: UInt64) -> UInt64 {
        let product = ticks.multipliedFullWidth(by: scale)
        return product.high &<< 32 | product.low &>> 32
    }

    /// The ticks in so many nanoseconds, rounded down; durations of years are cut to the longest one.
    public func ticks(nanoseconds: UInt64) -> UInt64 {
        let ticks = Double(nanoseconds) * 0x1p32 / Double(scale)
        return ticks < 0x1p63 ? UInt64(ticks) : 1 << 63
    }

    /// Rounded to whole ticks.
    public var ticksPerSecond: UInt64 { ticks(nanoseconds: 1_000_000_000) }

    /// The rate of this machine, measured once.
    public static let ofThisMachine = {
        // From here on it is settled which clock ticks.
        _ = ClockChoice.ofThisMachine
        return calibrated()
    }()

    /// Measures for 5 ms; the best of several readings bounds what an interrupt between two clocks can spoil. Readings
    /// are good to tens of nanoseconds, so the rate is to a hundred thousandth.
    private static func calibrated() -> TickRate {
        let begin = reading()
        while platform_monotonic_ns() - begin.nanoseconds < 5_000_000 {}
        let end = reading()
        return TickRate(
            nanosecondsPerTick: Double(end.nanoseconds - begin.nanoseconds) / Double(end.ticks - begin.ticks))
    }

    private static func reading() -> (nanoseconds: UInt64, ticks: UInt64) {
        var best: (nanoseconds: UInt64, ticks: UInt64) = (0, 0)
        var leastTicks = UInt64.max
        for _ in 0..<8 {
            let before = platform_ticks()
            let nanoseconds = platform_monotonic_ns()
            let width = platform_ticks() - before
            if width < leastTicks {
                leastTicks = width
                best = (nanoseconds, before + width / 2)
            }
        }
        return best
    }
}
