import Testing
import Units

@Suite struct NanosecondsTests {
    @Test(arguments: [
        ("0", 0), ("1", 1_000_000_000), ("0.5", 500_000_000), ("0.000000001", 1), ("1.50", 1_500_000_000),
        ("0.5000000000000000000000000", 500_000_000), ("950ns", 950), ("20us", 20_000), ("1.23 µs", 1230),
        ("1.23\u{3bc}s", 1230), ("20ms", 20_000_000), ("3s", 3_000_000_000), ("2m", 120_000_000_000),
        ("1h", 3_600_000_000_000), ("1d", 86_400_000_000_000), ("0.25d", 21_600_000_000_000), ("0.0ns", 0),
        ("0.00000000005m", 3), ("18446744073709551615ns", UInt64.max), ("18446744073.709551615", UInt64.max),
    ])
    func reads(text: String, nanoseconds: UInt64) throws {
        #expect(try Nanoseconds(parsing: text).nanoseconds == nanoseconds)
    }

    @Test(arguments: [
        "", "s", ".", ".5", "5.", "-1", "+1", "1.2.3", "1 ", "1  s", "1M", "1S", "1min", "1e3", "nan", "inf",
        "٣s",
        "1.+5", "1,5", "0.1234567890123456789x", "0.1234567890.23456789",
    ])
    func rejects(text: String) {
        let reason = "expected seconds, or a number with a suffix ns, us, ms, s, m, h or d"
        #expect(throws: UnitError(quantity: "time", text: text, reason: reason)) {
            try Nanoseconds(parsing: text)
        }
    }

    @Test(arguments: ["0.5ns", "0.0000000001", "1.2345us", "0.33333333333333333333333333"])
    func rejectsPartsOfANanosecond(text: String) {
        #expect(throws: UnitError(quantity: "time", text: text, reason: "finer than a nanosecond")) {
            try Nanoseconds(parsing: text)
        }
    }

    @Test(arguments: [
        "18446744073709551616ns", "18446744073.709551616", "584000d",
        "99999999999999999999d",
    ])
    func rejectsOverflow(text: String) {
        let reason = "more than 18446744073709551615 ns"
        #expect(throws: UnitError(quantity: "time", text: text, reason: reason)) {
            try Nanoseconds(parsing: text)
        }
    }

    @Test(arguments: [
        (0, "0 ns"), (7, "7 ns"), (950, "950 ns"), (999, "999 ns"), (1000, "1.00 µs"), (1234, "1.23 µs"),
        (1235, "1.24 µs"), (9994, "9.99 µs"), (9995, "10.0 µs"), (99_949, "99.9 µs"), (99_950, "100 µs"),
        (999_499, "999 µs"), (999_500, "1.00 ms"), (20_100_000, "20.1 ms"), (1_500_000_000, "1.50 s"),
        (3_600_000_000_000, "3600 s"), (UInt64.max, "18446744074 s"),
    ])
    func printsThreeDigits(nanoseconds: UInt64, text: String) {
        #expect(Nanoseconds(nanoseconds: nanoseconds).description == text)
    }

    @Test func printedIsReadBackWithinHalfADigit() throws {
        var value: UInt64 = 1
        while value < UInt64.max / 3 {
            let read = try Nanoseconds(parsing: "\(Nanoseconds(nanoseconds: value))").nanoseconds
            let difference = max(read, value) - min(read, value)
            #expect(difference <= value / 199, "\(value) ns was printed as \(read) ns")
            value = value * 3 / 2 + 1
        }
    }

    @Test func ordersByTime() {
        #expect(Nanoseconds(nanoseconds: 999) < Nanoseconds(nanoseconds: 1000))
    }
}
