import Foundation
import Results
import Units

/// Readers of single values, for options and policies alike. Their errors say which values are good.
public enum CompareWords {
    /// The metrics that are compared where nothing else is said.
    public static let defaultMetrics = Metric.all.filter {
        ["iops", "lat_p50_ns", "lat_p99_ns"].contains($0.name)
    }

    /// Metrics by comma, each once.
    public static func metrics(_ text: String) throws(ComparisonError) -> [Metric] {
        var metrics: [Metric] = []
        for word in text.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
            let metric = try metric(word)
            guard !metrics.contains(where: { $0.name == word }) else {
                throw ComparisonError("\(word) appears twice")
            }
            metrics.append(metric)
        }
        return metrics
    }

    /// A metric by its column.
    public static func metric(_ word: String) throws(ComparisonError) -> Metric {
        guard let metric = Metric.all.first(where: { $0.name == word }) else {
            let names = Metric.all.map(\.name)
            let nearest = Spelling.nearest(to: word, among: names).map { "did you mean \($0)?" }
            let hint = nearest ?? "there are: \(names.joined(separator: ", "))"
            throw ComparisonError("unknown metric \(word.debugDescription); \(hint)")
        }
        return metric
    }

    /// `3%` or `3`, as a part.
    public static func part(_ text: String) throws(ComparisonError) -> Double {
        try part(text, in: 0...1000)
    }

    /// A percentage from 50 to 99.9, as a part.
    public static func confidence(_ text: String) throws(ComparisonError) -> Double {
        try part(text, in: 50...99.9)
    }

    /// A percentage from 1 to 50, as a part.
    public static func quantile(_ text: String) throws(ComparisonError) -> Double {
        try part(text, in: 1...50)
    }

    /// A time with a unit, in nanoseconds.
    static func nanoseconds(_ word: String) throws(ComparisonError) -> UInt64 {
        do {
            return try Nanoseconds(parsingShort: word).nanoseconds
        } catch {
            throw ComparisonError(error.reason)
        }
    }

    /// Names that a regular expression matches somewhere.
    static func names(_ word: String) throws(ComparisonError) -> (String) -> Bool {
        guard let isWanted = NamePattern.matching(word) else {
            throw ComparisonError("not a regular expression")
        }
        return isWanted
    }

    private static func part(
        _ text: String, in range: ClosedRange<Double>
    ) throws(ComparisonError) -> Double {
        let percent = try percent(text)
        guard range.contains(percent) else {
            let (least, most) = (range.lowerBound, range.upperBound)
            throw ComparisonError(String(format: "expected a percentage from %g to %g", least, most))
        }
        return percent / 100
    }

    private static func percent(_ text: String) throws(ComparisonError) -> Double {
        let number = text.hasSuffix("%") ? text.dropLast() : text[...]
        let isPlain = number.allSatisfy { $0 == "." || ("0"..."9").contains($0) }
        guard isPlain, let value = Double(number) else {
            throw ComparisonError("expected a percentage like 3%")
        }
        return value
    }
}
