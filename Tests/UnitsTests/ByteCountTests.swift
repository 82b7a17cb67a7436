import Testing
import Units

@Suite struct ByteCountTests {
    @Test(arguments: ["4096", "4k", "4K", "4ki", "4Ki", "4kb", "4KB", "4kib", "4KiB", "0004k"])
    func everySpellingOfFourKibibytes(text: String) throws {
        #expect(try ByteCount(parsing: text).bytes == 4096)
    }

    @Test(arguments: [
        ("0", 0), ("1", 1), ("1m", 1 << 20), ("1g", 1 << 30), ("1t", 1 << 40),
        ("18446744073709551615", UInt64.max), ("16777215t", 16_777_215 << 40),
    ])
    func reads(text: String, bytes: UInt64) throws {
        #expect(try ByteCount(parsing: text).bytes == bytes)
    }

    @Test(arguments: [
        "", " ", "k", "-1", "+1", "1.5k", "4q", "4kk", "4 k", " 4k", "4k ", "4bi", "4b", "٤k", "4\u{212a}",
        "4k\0",
        "0x10", "1e3",
    ])
    func rejects(text: String) {
        let reason = "expected a number with an optional suffix k, m, g or t"
        #expect(throws: UnitError(quantity: "size", text: text, reason: reason)) {
            try ByteCount(parsing: text)
        }
    }

    @Test(arguments: ["18446744073709551616", "16777216t", "99999999999999999999999k"])
    func rejectsOverflow(text: String) {
        let reason = "more than 18446744073709551615 bytes"
        #expect(throws: UnitError(quantity: "size", text: text, reason: reason)) {
            try ByteCount(parsing: text)
        }
    }

    @Test(arguments: [
        (0, "0"), (512, "512"), (4096, "4k"), (4097, "4097"), (8_192_000, "8000k"), (1 << 20, "1m"),
        (3 << 30, "3g"), (1 << 40, "1t"), (UInt64.max, "18446744073709551615"),
    ])
    func prints(bytes: UInt64, text: String) {
        #expect(ByteCount(bytes: bytes).description == text)
    }

    @Test func printedIsReadBack() throws {
        for bit in 0..<64 {
            for bytes in [1 << bit, (1 << bit) - 1, 3 << bit] as [UInt64] {
                #expect(try ByteCount(parsing: "\(ByteCount(bytes: bytes))").bytes == bytes)
            }
        }
    }

    @Test func theMessageIsOneLine() throws {
        let error = #expect(throws: UnitError.self) { try ByteCount(parsing: "4q") }
        #expect(
            error?.description == #"bad size "4q": expected a number with an optional suffix k, m, g or t"#)
        let long = #expect(throws: UnitError.self) {
            try ByteCount(parsing: "\n" + String(repeating: "x", count: 1000))
        }
        let message = try #require(long?.description)
        #expect(!message.contains("\n") && message.count < 120)
    }
}
