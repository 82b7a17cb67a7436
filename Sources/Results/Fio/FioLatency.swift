/// The latencies of some rounds taken together, in the parts that fio prints.
///
/// Histograms are merged, and percentiles come of the merged one; the mean and the deviation come of those of the
/// rounds, which are exact, each by its weight.
struct FioLatency {
    /// IOs whose latency is known.
    let count: UInt64
    let meanNanoseconds: Double
    let stddevNanoseconds: Double
    let minNanoseconds: UInt64
    let maxNanoseconds: UInt64
    /// Ascending; empty if a round has no histogram, because the rest would not be the whole.
    let bins: [(valueNanoseconds: UInt64, count: UInt64)]

    /// fio's list, in parts of 10 000.
    private static let percentiles: [(name: String, share: UInt128)] = [
        ("1.000000", 100), ("5.000000", 500), ("10.000000", 1000), ("20.000000", 2000), ("30.000000", 3000),
        ("40.000000", 4000), ("50.000000", 5000), ("60.000000", 6000), ("70.000000", 7000),
        ("80.000000", 8000), ("90.000000", 9000), ("95.000000", 9500), ("99.000000", 9900),
        ("99.500000", 9950), ("99.900000", 9990), ("99.950000", 9995), ("99.990000", 9999),
    ]

    init(_ rounds: [CellRow], _ histograms: LatencyHistograms) {
        let measured = rounds.filter { $0.latencyMeanNanoseconds?.isFinite == true }
        let merged = measured.map { histograms[$0] }
        let isWhole = !merged.contains { $0 == nil }
        var counts: [UInt64: UInt64] = [:]
        for bin in merged.compactMap(\.self).flatMap(\.counts) {
            counts[bin.valueNanoseconds, default: 0] &+= bin.count
        }
        bins = isWhole ? counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } : []
        let weights = measured.map { Double(histograms[$0]?.total ?? $0.ios ?? 0) }
        let total = weights.reduce(0, +)
        let means = measured.map { $0.latencyMeanNanoseconds ?? 0 }
        let mean = total > 0 ? zip(weights, means).reduce(0) { $0 + $1.0 * $1.1 } / total : 0
        let squares = zip(weights, zip(measured, means)).reduce(0.0) { sum, round in
            let stddev = round.1.0.latencyStddevNanoseconds ?? 0
            return sum + round.0 * (stddev * stddev + (round.1.1 - mean) * (round.1.1 - mean))
        }
        count = isWhole ? counts.values.reduce(0, &+) : measured.reduce(0) { $0 &+ ($1.ios ?? 0) }
        meanNanoseconds = mean
        stddevNanoseconds = total > 0 ? (squares / total).squareRoot() : 0
        minNanoseconds = measured.compactMap(\.latencyMinNanoseconds).min() ?? 0
        maxNanoseconds = measured.compactMap(\.latencyMaxNanoseconds).max() ?? 0
    }

    /// fio's `lat_ns`. All of fio's percentiles, as its parsers look for each, however few IOs lie beyond the last.
    var section: JSONValue {
        var members: [(key: String, value: JSONValue)] = [
            ("min", .count(minNanoseconds)), ("max", .count(maxNanoseconds)),
            ("mean", .number(meanNanoseconds)), ("stddev", .number(stddevNanoseconds)), ("N", .count(count)),
        ]
        guard !bins.isEmpty else { return .object(members) }
        members.append(("percentile", .object(percentileMembers)))
        members.append(("bins", .object(bins.map { (String($0.valueNanoseconds), .count($0.count)) })))
        return .object(members)
    }

    private var percentileMembers: [(key: String, value: JSONValue)] {
        let total = UInt128(count)
        var seen: UInt64 = 0
        var rest = Self.percentiles[...]
        var members: [(key: String, value: JSONValue)] = []
        for bin in bins {
            seen &+= bin.count
            while let next = rest.first, UInt128(seen) * 10_000 >= next.share * total {
                members.append((next.name, .count(bin.valueNanoseconds)))
                rest.removeFirst()
            }
        }
        return members
    }

    /// fio's `latency_ns`, `latency_us` and `latency_ms`: the per cent of IOs below each bound and not below the one
    /// before.
    var shares: [(key: String, value: JSONValue)] {
        let bounds: [UInt64] = [2, 4, 10, 20, 50, 100, 250, 500, 750, 1000]
        return [
            ("latency_ns", shares(below: bounds, unit: 1, from: 0)),
            ("latency_us", shares(below: bounds, unit: 1000, from: 1000)),
            ("latency_ms", shares(below: bounds + [2000], unit: 1_000_000, from: 1_000_000, andBeyond: true)),
        ]
    }

    private func shares(
        below bounds: [UInt64], unit: UInt64, from first: UInt64, andBeyond: Bool = false
    ) -> JSONValue {
        var from = first
        var members: [(key: String, value: JSONValue)] = bounds.map { bound in
            defer { from = bound * unit }
            return (String(bound), .number(percent(from..<bound * unit)))
        }
        if andBeyond { members.append((">=\(bounds.last ?? 0)", .number(percent(from..<UInt64.max)))) }
        return .object(members)
    }

    private func percent(_ range: Range<UInt64>) -> Double {
        let within = bins.reduce(UInt64(0)) { range.contains($1.valueNanoseconds) ? $0 &+ $1.count : $0 }
        return count > 0 ? Double(within) * 100 / Double(count) : 0
    }
}
