import BlockLayer
import Foundation
import Units

extension ServiceTime {
    /// Reads a time, `uniform:FROM:TO`, `lognormal:MEDIAN:P99` or `histogram:FILE`.
    ///
    /// A file of measured times has lines `nanoseconds,count`; a first line of words is its header.
    public init(parsing text: String) throws(HarnessError) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        switch (parts[0], parts.count) {
        case ("uniform", 3): self = try Self.uniform(parts[1], parts[2])
        case ("lognormal", 3): self = try Self.lognormal(parts[1], parts[2])
        case ("histogram", 2...): self = try Self.measured(String(text.dropFirst("histogram:".count)))
        case (_, 1): self = .fixed(nanoseconds: try Self.time(text))
        default:
            throw .usage("expected TIME, uniform:FROM:TO, lognormal:MEDIAN:P99 or histogram:FILE")
        }
    }

    /// As it is read: `lognormal:80us:200us`. Of measured times, which have no such word, how many there are and a
    /// fingerprint of them: `histogram:12:5f3a90c1`.
    var text: String {
        func word(_ nanoseconds: UInt64) -> String { Nanoseconds(nanoseconds: nanoseconds).word }
        switch self {
        case .fixed(let time): return word(time)
        case .uniform(let from, let to): return "uniform:\(word(from)):\(word(to))"
        case .lognormal(let median, let p99): return "lognormal:\(word(median)):\(word(p99))"
        case .histogram(let bins):
            let text = bins.map { "\($0.nanoseconds),\($0.count)\n" }.joined()
            return "histogram:\(bins.count):\(Fingerprint(text))"
        }
    }

    private static func uniform(_ from: Substring, _ to: Substring) throws(HarnessError) -> ServiceTime {
        let ends = (try time(from), try time(to))
        guard ends.0 <= ends.1 else { throw .usage("uniform: \(from) is longer than \(to)") }
        return .uniform(fromNanoseconds: ends.0, toNanoseconds: ends.1)
    }

    private static func lognormal(_ median: Substring, _ p99: Substring) throws(HarnessError) -> ServiceTime {
        let times = (try time(median), try time(p99))
        guard times.0 > 0 else { throw .usage("lognormal: the median is 0") }
        guard times.0 <= times.1 else {
            throw .usage("lognormal: the median \(median) is above the p99 \(p99)")
        }
        return .lognormal(medianNanoseconds: times.0, p99Nanoseconds: times.1)
    }

    private static func time(_ text: some StringProtocol) throws(HarnessError) -> UInt64 {
        let nanoseconds = try Parse.shortNanoseconds(String(text))
        guard nanoseconds <= Bounds.waitNanoseconds else {
            throw .usage("a model device serves within \(Nanoseconds(nanoseconds: Bounds.waitNanoseconds))")
        }
        return nanoseconds
    }

    /// A line for each of a million different times.
    private static let mostBytes = 16 << 20

    private static func measured(_ path: String) throws(HarnessError) -> ServiceTime {
        let text = try readText(path, mostBytes: mostBytes)
        var bins: [Bin] = []
        for (index, line) in text.split(whereSeparator: \.isNewline).enumerated() {
            let fields = line.split(separator: ",").map { UInt64($0.trimmingCharacters(in: .whitespaces)) }
            if fields.count == 2, let nanoseconds = fields[0], let count = fields[1] {
                guard nanoseconds <= Bounds.waitNanoseconds else {
                    throw .usage("\(path):\(index + 1): longer than 1 s")
                }
                bins.append(Bin(nanoseconds: nanoseconds, count: count))
            } else if index > 0 || line.first?.isNumber == true {
                throw .usage("\(path):\(index + 1): expected nanoseconds,count")
            }
        }
        guard bins.contains(where: { $0.count > 0 }) else {
            throw .usage("\(path): no line nanoseconds,count with a count above 0")
        }
        return .histogram(bins)
    }
}
