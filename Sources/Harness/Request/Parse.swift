import Units

/// Readers of single values, of flags and of matrices alike. Their errors say what was expected.
public enum Parse {
    /// Reads a whole number.
    public static func number(_ text: String) throws(HarnessError) -> Int {
        let isNumber = text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard !text.isEmpty, isNumber else { throw .usage("expected a whole number") }
        guard let number = Int(text) else { throw .usage("the number is too large") }
        return number
    }

    /// The number of a round, or how many.
    public static func round(_ text: String) throws(HarnessError) -> Int {
        let number = try number(text)
        guard (1...Bounds.rounds).contains(number) else {
            throw .usage("must be from 1 to \(Bounds.rounds)")
        }
        return number
    }

    /// Reads a size, as `8k`.
    public static func bytes(_ text: String) throws(HarnessError) -> UInt64 {
        do {
            return try ByteCount(parsing: text).bytes
        } catch {
            throw .usage(error.description)
        }
    }

    /// Reads a time, as `10us`.
    public static func nanoseconds(_ text: String) throws(HarnessError) -> UInt64 {
        do {
            return try Nanoseconds(parsing: text).nanoseconds
        } catch {
            throw .usage(error.description)
        }
    }

    /// A time where seconds make no sense: a number without a unit, other than 0, is a mistake.
    public static func shortNanoseconds(_ text: String) throws(HarnessError) -> UInt64 {
        let nanoseconds = try nanoseconds(text)
        let hasUnit = text.unicodeScalars.contains { $0.properties.isAlphabetic }
        guard nanoseconds == 0 || hasUnit else {
            throw .usage("\(text) has no unit: write \(text)ns, \(text)us or \(text)ms")
        }
        return nanoseconds
    }

    /// CPUs like `0-3,8`.
    public static func cpus(_ text: String) throws(HarnessError) -> [Int] {
        do {
            return try CPUList(parsing: text).cpus
        } catch {
            throw .usage(error.description)
        }
    }

    /// Reads a mix and order of reads and writes, as `randread`.
    public static func mode(_ text: String) throws(HarnessError) -> AccessMode {
        guard let mode = AccessMode(word: text) else {
            throw .usage("expected one of read, write, randread, randwrite, rw, readwrite, randrw")
        }
        return mode
    }

    /// One of the raw values of an enumeration.
    public static func choice<Value: CaseIterable & RawRepresentable<String>>(
        _ text: String
    ) throws(HarnessError) -> Value {
        guard let value = Value(rawValue: text) else {
            throw .usage("expected one of \(Value.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return value
    }

    /// What stands between commas; the empty text is one empty word.
    public static func words(_ text: String) -> [String] {
        text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
}
