/// A set of CPU numbers in the form of sysfs' cpulist files and fio's `cpus_allowed`: `0-3,8,10-11`.
public struct CPUList: Hashable, Sendable, CustomStringConvertible {
    /// The CPU numbers, ascending, each once.
    public let cpus: [Int]

    /// A list may name CPUs below this: Linux's largest NR_CPUS.
    public static let limit = 8192

    /// The list of these CPU numbers, in whatever order and however often they come.
    public init(_ cpus: some Sequence<Int>) {
        self.cpus = Set(cpus).sorted()
    }

    /// Reads numbers and ascending ranges separated by commas; a newline at the end, which sysfs writes, is
    /// allowed. Throws for anything else, the empty list included, and for numbers from `limit` on.
    public init(parsing text: String) throws(UnitError) {
        let line = text.last == "\n" ? text.dropLast() : text[...]
        var ranges: [ClosedRange<Int>] = []
        for part in line.split(separator: ",", omittingEmptySubsequences: false) {
            ranges.append(try Self.range(part, of: text))
        }
        // In their order, so that CPUs that many ranges name are looked at once.
        var cpus: [Int] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            let first = max(range.lowerBound, cpus.last.map { $0 + 1 } ?? 0)
            if first <= range.upperBound { cpus += first...range.upperBound }
        }
        self.cpus = cpus
    }

    private static func range(_ part: Substring, of text: String) throws(UnitError) -> ClosedRange<Int> {
        let ends = part.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        let first = try cpu(ends[0], of: text)
        let last = ends.count < 2 ? first : try cpu(ends[1], of: text)
        guard first <= last else {
            throw UnitError(
                quantity: "CPU list", text: text, reason: "range \(first)-\(last) runs backwards")
        }
        return first...last
    }

    private static func cpu(_ digits: Substring, of text: String) throws(UnitError) -> Int {
        switch Digits.read(digits) {
        case .number(let number) where number < UInt64(limit): return Int(number)
        case .number, .tooLarge:
            throw UnitError(
                quantity: "CPU list", text: text, reason: "CPU numbers end at \(limit - 1)")
        case .notDigits:
            throw UnitError(
                quantity: "CPU list", text: text, reason: "expected numbers and ranges like 0-3,8")
        }
    }

    /// The shortest text: neighbours joined into ranges, `0-3,8,10-11`; empty for no CPU.
    public var description: String {
        var ranges: [ClosedRange<Int>] = []
        for cpu in cpus {
            if let last = ranges.last, last.upperBound + 1 == cpu {
                ranges[ranges.count - 1] = last.lowerBound...cpu
            } else {
                ranges.append(cpu...cpu)
            }
        }
        return ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
            .joined(separator: ",")
    }
}
