import CPlatform

/// Which clock ``RealMachine/ticks()`` reads, and why.
public struct ClockChoice: Equatable, Sendable {
    /// `tsc`, `cntvct` or `monotonic`, which is CLOCK_MONOTONIC of clock_gettime(2).
    public let name: String
    /// In words, for people.
    public let reason: String

    var isCounter: Bool { name != Self.monotonic }

    private static let monotonic = "monotonic"

    #if arch(x86_64)
        static let counterName = "tsc"
    #else
        static let counterName = "cntvct"
    #endif

    /// The choice for this machine, made once and in force from then on. ``TickRate/ofThisMachine`` makes it before it
    /// looks at the clock, and without a rate ticks mean nothing to anybody.
    public static let ofThisMachine: ClockChoice = {
        let promise = CounterPromise.ofThisMachine
        // Where nothing hangs on the comparison, it is not made.
        let isCompared = promise == .ofKernel || promise == .invariant
        let choice = ClockChoice(promise, isCompared ? .ofThisMachine() : nil)
        if !choice.isCounter { platform_distrust_counter() }
        return choice
    }()

    /// - Parameter comparisons: between CPUs; nil if none were made.
    init(_ promise: CounterPromise, _ comparisons: CounterComparisons?) {
        if let worst = comparisons?.worst, let reference = comparisons?.reference {
            name = Self.monotonic
            reason =
                "the cycle counters of CPU \(reference) and CPU \(worst.cpu) differ by at least "
                + "\(worst.surePartTicks) ticks"
            return
        }
        let agreement = comparisons.map(Self.agreement) ?? ""
        switch promise {
        case .absent:
            (name, reason) = (Self.monotonic, "no cycle counter is known of this architecture")
        case .distrusted:
            (name, reason) = (
                Self.monotonic, "the kernel does not offer the cycle counter, or its rate is not constant"
            )
        case .ofKernel: (name, reason) = (Self.counterName, "the kernel's own clock" + agreement)
        case .invariant:
            (name, reason) = (Self.counterName, "offered by the kernel, of constant rate" + agreement)
        case .architectural:
            (name, reason) = (Self.counterName, "the architecture promises one clock for all CPUs")
        }
    }

    private static func agreement(_ comparisons: CounterComparisons) -> String {
        guard comparisons.otherCount > 0 else { return "" }
        let (answered, all) = (comparisons.answers.count, comparisons.otherCount + 1)
        if answered == comparisons.otherCount { return "; all \(all) CPUs agree" }
        return answered == 0
            ? "; no other CPU answered in time" : "; \(answered + 1) of \(all) CPUs were compared and agree"
    }
}
