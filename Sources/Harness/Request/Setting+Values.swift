import Units

/// Readers of values, for settings of all kinds. Their errors say which values are good.
extension Setting {
    /// A reader of whole numbers in a range.
    static func number(
        _ range: ClosedRange<Int>
    ) -> @Sendable (String) throws(HarnessError) -> Int {
        { (word) throws(HarnessError) in
            let number = try Parse.number(word)
            guard range.contains(number) else {
                throw .usage("must be from \(range.lowerBound) to \(range.upperBound)")
            }
            return number
        }
    }

    /// A reader of times up to a limit in nanoseconds.
    static func time(
        atMost limit: UInt64,
        _ read: @escaping @Sendable (String) throws(HarnessError) -> UInt64 = Parse.nanoseconds
    ) -> @Sendable (String) throws(HarnessError) -> UInt64 {
        { (word) throws(HarnessError) in
            let nanoseconds = try read(word)
            guard nanoseconds <= limit else { throw .usage("at most \(Nanoseconds(nanoseconds: limit))") }
            return nanoseconds
        }
    }

    /// `true` or `false`.
    static func isTrue(_ word: String) throws(HarnessError) -> Bool {
        guard let value = Bool(word) else { throw .usage("expected true or false") }
        return value
    }
}
