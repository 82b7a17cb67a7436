import Foundation
import Results
import Statistics

/// What two cells differ in most, by their counters.
enum Cause {
    private struct Counter {
        let name: String
        let unit: String
        let value: @Sendable (CellRow) -> Double?
    }

    private static let counters = [
        Counter(name: "polls", unit: "/IO", value: \.queuePollsPerIO),
        Counter(name: "empty polls", unit: "/IO", value: \.emptyQueuePollsPerIO),
        Counter(name: "foreign completions", unit: "/IO", value: \.foreignCompletionsPerIO),
        Counter(name: "lock waits", unit: "/IO", value: \.lockWaitsPerIO),
        Counter(name: "busy skips", unit: "/IO", value: \.busySkipsPerIO),
        Counter(name: "lag p99", unit: " us") { $0.lagP99Nanoseconds.map { Double($0) / 1000 } },
        Counter(name: "p50", unit: " us") { $0.latencyP50Nanoseconds.map { Double($0) / 1000 } },
        Counter(name: "CPU time", unit: " ns/IO", value: \.cpuUserNanosecondsPerIO),
    ]

    private static let most = 3
    /// Less of a counter is nothing, by IO, and less of a difference says nothing.
    private static let smallest = 0.1
    private static let leastFactor = 1.1

    /// `lag p99 12.1 -> 3.4 us, empty polls 0.7 -> 9.1 /IO`; nil where they are alike.
    static func text(from: [CellRow], to: [CellRow]) -> String? {
        let differences = counters.compactMap { counter -> (factor: Double, text: String)? in
            guard let old = from.compactMap(counter.value).median,
                let new = to.compactMap(counter.value).median,
                max(old, new) >= smallest
            else { return nil }
            let factor = (max(old, new) + smallest) / (min(old, new) + smallest)
            let text = "\(counter.name) \(number(old)) -> \(number(new))\(counter.unit)"
            return factor >= leastFactor ? (factor, text) : nil
        }
        let told = differences.sorted { $0.factor > $1.factor }.prefix(most).map(\.text)
        return told.isEmpty ? nil : told.joined(separator: ", ")
    }

    private static func number(_ value: Double) -> String {
        value >= 100 ? String(format: "%.0f", value) : String(format: "%.2f", value)
    }
}
