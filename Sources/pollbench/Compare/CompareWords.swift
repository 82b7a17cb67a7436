import Foundation
import Harness
import Regression
import Tables
import Units

/// Readers of single values of what is compared, of options and of a policy alike.
enum CompareWords {
    static let defaultMetrics = Metric.all.filter { ["iops", "lat_p50_ns", "lat_p99_ns"].contains($0.name) }

    static func metrics(_ text: String) throws(HarnessError) -> [Metric] {
        var metrics: [Metric] = []
        for word in Parse.words(text) {
            let metric = try metric(word)
            guard !metrics.contains(where: { $0.name == word }) else {
                throw .usage("\(word) appears twice")
            }
            metrics.append(metric)
        }
        return metrics
    }

    static func metric(_ word: String) throws(HarnessError) -> Metric {
        guard let metric = Metric.all.first(where: { $0.name == word }) else {
            let names = Metric.all.map(\.name)
            let nearest = Spelling.nearest(to: word, among: names).map { "did you mean \($0)?" }
            let hint = nearest ?? "there are: \(names.joined(separator: ", "))"
            throw .usage("unknown metric \(word.debugDescription); \(hint)")
        }
        return metric
    }

    /// `3%` or `3`, as a part.
    static func part(_ text: String) throws(HarnessError) -> Double {
        try part(text, in: 0...1000)
    }

    static func confidence(_ text: String) throws(HarnessError) -> Double {
        try part(text, in: 50...99.9)
    }

    static func quantile(_ text: String) throws(HarnessError) -> Double {
        try part(text, in: 1...50)
    }

    private static func part(
        _ text: String, in range: ClosedRange<Double>
    ) throws(HarnessError) -> Double {
        let percent = try percent(text)
        guard range.contains(percent) else {
            let (least, most) = (range.lowerBound, range.upperBound)
            throw .usage(String(format: "expected a percentage from %g to %g", least, most))
        }
        return percent / 100
    }

    private static func percent(_ text: String) throws(HarnessError) -> Double {
        let number = text.hasSuffix("%") ? text.dropLast() : text[...]
        let isPlain = number.allSatisfy { $0 == "." || ("0"..."9").contains($0) }
        guard isPlain, let value = Double(number) else { throw .usage("expected a percentage like 3%") }
        return value
    }
}
