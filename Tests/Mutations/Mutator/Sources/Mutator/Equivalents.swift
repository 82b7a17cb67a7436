/// Mutants that no test can tell from the source, each with the reason.
///
/// A line is `ID …: reason`; a line that begins with `#` is a comment.
public struct Equivalents: Sendable {
    public let reasons: [String: String]

    public struct Malformed: Error, CustomStringConvertible {
        public let line: Int
        public let problem: String

        public var description: String { "equivalent.txt:\(line): \(problem)" }
    }

    public init(_ text: String) throws(Malformed) {
        var reasons: [String: String] = [:]
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.isEmpty || line.hasPrefix("#") { continue }
            guard let colon = line.firstRange(of: ": ") else {
                throw Malformed(line: number + 1, problem: "no reason: write ID …: reason")
            }
            let reason = line[colon.upperBound...].trimmingPrefix(while: \.isWhitespace)
            let ids = line[..<colon.lowerBound].split(separator: " ").map(String.init)
            if reason.isEmpty || ids.isEmpty {
                throw Malformed(line: number + 1, problem: "no id or no reason")
            }
            for id in ids {
                guard Self.isID(id) else { throw Malformed(line: number + 1, problem: "no id: \(id)") }
                guard reasons.updateValue(String(reason), forKey: id) == nil else {
                    throw Malformed(line: number + 1, problem: "\(id) stands twice")
                }
            }
        }
        self.reasons = reasons
    }

    private static func isID(_ text: String) -> Bool {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count == 3 && !parts[0].isEmpty && MutationOperator(rawValue: String(parts[1])) != nil
            && parts[2].count == 8 && parts[2].allSatisfy(\.isHexDigit)
    }

    /// Entries for which there is no mutant.
    public func unmatched(by mutants: [Mutant]) -> [String] {
        Set(reasons.keys).subtracting(mutants.map(\.id)).sorted()
    }
}
