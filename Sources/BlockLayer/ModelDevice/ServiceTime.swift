import Glibc

/// How long a model device works on one leaf.
public enum ServiceTime: Sendable, Hashable {
    /// Always the same, in nanoseconds; 0 for a device that is ready at once.
    case fixed(nanoseconds: UInt64)
    /// Evenly spread between the two, in nanoseconds.
    case uniform(fromNanoseconds: UInt64, toNanoseconds: UInt64)
    /// Lognormal with this median and this 99th percentile, in nanoseconds.
    case lognormal(medianNanoseconds: UInt64, p99Nanoseconds: UInt64)
    /// As measured: durations in nanoseconds with how often each was seen.
    case histogram([Bin])

    /// One bin of a histogram.
    public struct Bin: Sendable, Hashable {
        /// The service time of the bin.
        public var nanoseconds: UInt64
        /// The number of leaves in the bin.
        public var count: UInt64

        public init(nanoseconds: UInt64, count: UInt64) {
            self.nanoseconds = nanoseconds
            self.count = count
        }
    }

    /// The duration below which a share `p` (0 to 1) of all durations lie, in nanoseconds.
    public func quantile(_ p: Double) -> UInt64 {
        switch self {
        case .fixed(let nanoseconds): nanoseconds
        case .uniform(let from, let to): from + UInt64(Double(to - from) * p)
        case .lognormal(let median, let p99): Self.lognormalQuantile(Double(median), Double(p99), p)
        case .histogram(let bins): Self.histogramQuantile(bins, p)
        }
    }

    /// Whether leaves become ready in the order of their submission when nothing else delays them.
    var keepsOrder: Bool {
        if case .fixed = self { true } else { false }
    }

    private static func lognormalQuantile(_ median: Double, _ p99: Double, _ p: Double) -> UInt64 {
        UInt64(median * pow(p99 / median, normalQuantile(p) / normalP99))
    }

    private static func histogramQuantile(_ bins: [Bin], _ p: Double) -> UInt64 {
        let total = bins.reduce(0.0) { $0 + Double($1.count) }
        var below = 0.0
        for bin in bins.sorted(by: { $0.nanoseconds < $1.nanoseconds }) {
            below += Double(bin.count)
            if below >= p * total { return bin.nanoseconds }
        }
        return bins.map(\.nanoseconds).max() ?? 0
    }

    private static let normalP99 = normalQuantile(0.99)

    /// The inverse of the normal distribution function, by Newton's method: from its middle no step goes too far, as
    /// the function flattens away from there on both sides.
    private static func normalQuantile(_ p: Double) -> Double {
        var z = 0.0
        for _ in 0..<60 {
            let density = exp(-z * z / 2) / (2 * Double.pi).squareRoot()
            let step = (erfc(-z / 2.0.squareRoot()) / 2 - p) / density
            z -= step
            if abs(step) < 1e-12 { break }
        }
        return z
    }
}
