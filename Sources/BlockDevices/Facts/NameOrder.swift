/// The order in which people list devices: `nvme2n1` before `nvme10n1`.
enum NameOrder {
    static func isAscending(_ left: String, _ right: String) -> Bool {
        let (left, right) = (parts(left), parts(right))
        for (a, b) in zip(left, right) where a != b { return a < b }
        return left.count < right.count
    }

    /// Runs of digits and runs of other characters.
    private static func parts(_ name: String) -> [Part] {
        var parts: [Part] = []
        var rest = name.unicodeScalars[...]
        while let first = rest.first {
            let isDigit = ("0"..."9").contains(first)
            let run = rest.prefix { ("0"..."9").contains($0) == isDigit }
            rest = rest.dropFirst(run.count)
            parts.append(
                Part(text: String(String.UnicodeScalarView(run)), number: isDigit ? UInt64(String(run)) : nil)
            )
        }
        return parts
    }

    private struct Part: Comparable {
        let text: String
        /// Nil for letters, and for digits that make no number anybody would use.
        let number: UInt64?

        static func < (left: Part, right: Part) -> Bool {
            guard let a = left.number, let b = right.number, a != b else { return left.text < right.text }
            return a < b
        }
    }
}
