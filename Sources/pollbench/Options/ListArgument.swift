import ArgumentParser
import Harness
import Units

/// A list by comma, of which every value is tried: `1,32,128`.
struct List<Value: Sendable>: Sendable {
    let values: [Value]

    init(_ values: [Value]) {
        self.values = values
    }

    init(parsing text: String, _ parse: (String) throws -> Value) throws {
        values = try text.split(separator: ",", omittingEmptySubsequences: false).map {
            try parse(String($0))
        }
    }
}

/// Readers of single values, whose errors say what was expected.
enum Parse {
    static func number(_ text: String) throws -> Int {
        let isNumber = text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard !text.isEmpty, isNumber else { throw HarnessError.usage("expected a whole number") }
        guard let number = Int(text) else { throw HarnessError.usage("the number is too large") }
        return number
    }

    static func bytes(_ text: String) throws -> UInt64 {
        try ByteCount(parsing: text).bytes
    }

    static func nanoseconds(_ text: String) throws -> UInt64 {
        try Nanoseconds(parsing: text).nanoseconds
    }

    static func mode(_ text: String) throws -> AccessMode {
        guard let mode = AccessMode(word: text) else {
            throw HarnessError.usage(
                "expected one of read, write, randread, randwrite, rw, readwrite, randrw")
        }
        return mode
    }

    /// One of the raw values of an enumeration.
    static func choice<Value: CaseIterable & RawRepresentable<String>>(_ text: String) throws -> Value {
        guard let value = Value(rawValue: text) else {
            let words = Value.allCases.map(\.rawValue).joined(separator: ", ")
            throw HarnessError.usage("expected one of \(words)")
        }
        return value
    }
}

func numbers(_ text: String) throws -> List<Int> { try List(parsing: text, Parse.number) }
func sizes(_ text: String) throws -> List<UInt64> { try List(parsing: text, Parse.bytes) }
func modes(_ text: String) throws -> List<AccessMode> { try List(parsing: text, Parse.mode) }
