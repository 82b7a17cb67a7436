import Foundation
import Results

/// The percentiles of one distribution, as far as its samples support them.
struct PercentileCurve {
    /// The values at ``places``; fewer if there are fewer samples.
    let values: [Double]

    /// Where the percentiles stand on an axis of nines: 0 is the smallest, 1 the 90th, 2 the 99th, 3 the 99.9th.
    static let places: [Double] = (marked + (0...25).map { Double($0) / 5 }).sorted().reduce(into: []) {
        if $0.last != $1 { $0.append($1) }
    }

    /// The places with names: the median, then one more nine each.
    static let marked = [medianPlace, 1, 2, 3, 4, 5]
    static let medianPlace = log10(2.0)

    /// A percentile that fewer samples lie beyond is chance.
    private static let fewestBeyond = 10.0

    init(_ histogram: CellHistogram) {
        let counts = histogram.counts.sorted { $0.valueNanoseconds < $1.valueNanoseconds }
        let total = Double(histogram.total)
        var bucket = 0
        var seen = 0.0
        var values: [Double] = []
        for place in Self.places where total * pow(10, -place) >= Self.fewestBeyond {
            let rank = total * (1 - pow(10, -place))
            while bucket < counts.count, seen + Double(counts[bucket].count) < rank {
                seen += Double(counts[bucket].count)
                bucket += 1
            }
            values.append(Double(counts[min(bucket, counts.count - 1)].valueNanoseconds))
        }
        self.values = values
    }

    /// The value at a place of ``places``; nil where the samples do not reach.
    func value(at place: Double) -> Double? {
        guard let index = Self.places.firstIndex(of: place), index < values.count else { return nil }
        return values[index]
    }
}
