#if POLLBENCH_PLANTED_SLOWDOWN
    import CPlatform
    import Glibc

    /// A slowdown of known length, to try whether a gate sees it: each root takes POLLBENCH_PLANTED_NS nanoseconds
    /// more, a number like 1.7. Other builds have no trace of it.
    ///
    /// A nanosecond cannot be waited for, as a reading of the clock takes many. So roots run up a debt, and a spin pays
    /// it off when it has come to enough; what a spin takes too long is paid in advance, but for the time slices that
    /// others take from it.
    struct PlantedSlowdown: BitwiseCopyable {
        /// In ticks of a 65 536th, as the debt.
        private let perRoot: Int64
        /// A spin of few readings would be one of no known length.
        private let payable: Int64
        /// What a spin takes beyond what its readings of the clock see of it, in ticks.
        private var unseenTicks: Int64 = 0
        private var debt: Int64 = 0

        private static let fraction: Int64 = 1 << 16
        private static let payableNanoseconds: UInt64 = 100

        /// Control plane.
        init(_ rate: TickRate) {
            let asked = getenv("POLLBENCH_PLANTED_NS").flatMap { Double(String(cString: $0)) } ?? 0
            let nanoseconds = (0...1e6).contains(asked) ? asked : 0
            let ticksPerSecond = Double(rate.ticksPerSecond)
            perRoot = Int64(nanoseconds * ticksPerSecond / 1e9 * Double(Self.fraction))
            payable = Int64(rate.ticks(nanoseconds: Self.payableNanoseconds)) * Self.fraction
            unseenTicks = (0..<20).map { _ in measuredUnseenTicks() }.min() ?? 0
        }

        /// Makes one root slower. On the worker's thread.
        @inline(__always)
        mutating func slowDown() {
            debt &+= perRoot
            if debt >= payable { pay() }
        }

        @inline(never)
        private mutating func pay() {
            let begin = platform_ticks()
            var paid = unseenTicks
            while paid &* Self.fraction < debt {
                paid = Int64(truncatingIfNeeded: platform_ticks() &- begin) &+ unseenTicks
            }
            debt = max(debt &- paid &* Self.fraction, -payable)
        }

        /// By a row of spins as a whole.
        private func measuredUnseenTicks() -> Int64 {
            let count: Int64 = 100
            var trial = self
            let begin = platform_ticks()
            for _ in 0..<count {
                trial.debt &+= payable
                trial.pay()
            }
            let taken = Int64(truncatingIfNeeded: platform_ticks() &- begin)
            let seen = (count &* payable &- trial.debt) / Self.fraction
            return max(0, taken &- seen) / count
        }
    }
#endif
