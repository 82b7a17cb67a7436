#if POLLBENCH_PLANTED_SLOWDOWN
    import CPlatform
    import Glibc

    /// A slowdown of known length, to try whether a gate sees it: each root takes POLLBENCH_PLANTED_NS nanoseconds
    /// more, a number like 1.7. Other builds have no trace of it.
    ///
    /// A nanosecond cannot be waited for, as a reading of the clock takes many. So roots run up a debt, and a spin pays
    /// it off when it has come to enough; what a spin takes too long is paid in advance.
    struct PlantedSlowdown: BitwiseCopyable {
        /// In ticks of a 65 536th, as the debt.
        private let perRoot: Int64
        /// A spin shorter than several readings would be one of no known length.
        private let payable: Int64
        /// The ticks of the reading that no difference of two readings has in it.
        private let readingTicks: Int64
        private var debt: Int64 = 0

        private static let fraction: Int64 = 1 << 16
        private static let payableNanoseconds: UInt64 = 40

        /// Control plane.
        init(_ rate: TickRate) {
            let asked = getenv("POLLBENCH_PLANTED_NS").flatMap { Double(String(cString: $0)) } ?? 0
            let nanoseconds = (0...1e6).contains(asked) ? asked : 0
            let ticksPerSecond = Double(rate.ticksPerSecond)
            perRoot = Int64(nanoseconds * ticksPerSecond / 1e9 * Double(Self.fraction))
            payable = Int64(rate.ticks(nanoseconds: Self.payableNanoseconds)) * Self.fraction
            readingTicks = Self.shortestReading()
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
            var paid = readingTicks
            while paid &* Self.fraction < debt {
                paid = Int64(truncatingIfNeeded: platform_ticks() &- begin) &+ readingTicks
            }
            debt &-= paid &* Self.fraction
        }

        private static func shortestReading() -> Int64 {
            (0..<1000).map { _ in
                let begin = platform_ticks()
                return Int64(truncatingIfNeeded: platform_ticks() &- begin)
            }
            .min() ?? 0
        }
    }
#endif
