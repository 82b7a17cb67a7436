import Foundation
import Results
import Testing

@testable import Figures

@Suite struct PercentileCurveTests {
    /// Against all values in a row, sorted.
    @Test(arguments: [1, 9, 10, 11, 100, 4321, 100_000]) func percentilesAreThoseOfTheSamples(count: Int) {
        var values = (0..<count).map { UInt64($0 * 7919 % 1009) }
        let counts = Dictionary(grouping: values) { $0 }.map {
            (valueNanoseconds: $0, count: UInt64($1.count))
        }
        values.sort()
        let curve = PercentileCurve(CellHistogram(.latency, counts: counts))
        for (place, value) in zip(PercentileCurve.places, curve.values) {
            let rank = Double(count) * (1 - pow(10, -place))
            let index = max(0, Int(rank.rounded(.up)) - 1)
            #expect(value == Double(values[index]), "\(place)")
        }
    }

    @Test func fewSamplesHaveNoHighPercentiles() {
        func curve(_ count: UInt64) -> PercentileCurve {
            PercentileCurve(CellHistogram(.lag, counts: [(valueNanoseconds: 5, count: count)]))
        }
        #expect(curve(9).values.isEmpty)
        #expect(curve(999).value(at: 1) == 5 && curve(999).value(at: 2) == nil)
        #expect(curve(1000).value(at: 2) == 5 && curve(1000).value(at: 3) == nil)
    }
}
