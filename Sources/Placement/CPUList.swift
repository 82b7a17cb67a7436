/// The kernel's list format for CPU numbers, `0-3,8`: see cpuset(7), "List format".
enum CPUList {
    /// No machine has more CPUs; a longer range is rubbish that must not fill the memory.
    private static let limit = 65_536

    /// The numbers in ascending order, or nil where the text is not a list of CPUs.
    static func parse(_ text: String) -> [Int]? {
        var numbers: Set<Int> = []
        for item in text.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = item.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
            guard ends.count <= 2, let first = ends[0], let last = ends[ends.count - 1] else { return nil }
            guard first >= 0, first <= last, last < limit else { return nil }
            numbers.formUnion(first...last)
        }
        return numbers.sorted()
    }

    /// Writes ascending numbers with runs joined.
    static func text(_ numbers: [Int]) -> String {
        var runs: [ClosedRange<Int>] = []
        for number in numbers {
            if let run = runs.last, run.upperBound == number - 1 {
                runs[runs.count - 1] = run.lowerBound...number
            } else {
                runs.append(number...number)
            }
        }
        return runs.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
            .joined(separator: ",")
    }
}
