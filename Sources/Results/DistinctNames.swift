/// Names for files and anchors, kept apart on any file system: two that differ in case only are the same there.
public struct DistinctNames {
    private var taken: Set<String> = []
    /// The last number behind each name that was taken more than once.
    private var lastNumber: [String: Int] = [:]

    public init() {}

    /// The name, with a number behind it if it was taken before: `rate-a-b`, `rate-a-b-2`.
    public mutating func take(_ name: String) -> String {
        var chosen = name
        var number = lastNumber[name] ?? 1
        while !taken.insert(chosen.lowercased()).inserted {
            number += 1
            chosen = "\(name)-\(number)"
            lastNumber[name] = number
        }
        return chosen
    }
}
