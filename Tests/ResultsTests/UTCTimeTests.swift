import Results
import Testing

@Suite struct UTCTimeTests {
    @Test(arguments: [
        (Int64(1_767_323_045_678), "2026-01-02T03:04:05.678Z"), (0, "1970-01-01T00:00:00.000Z"),
        (-1, "1969-12-31T23:59:59.999Z"), (951_782_400_000, "2000-02-29T00:00:00.000Z"),
    ])
    func writesAndReads(milliseconds: Int64, text: String) {
        let time = UTCTime(millisecondsSinceEpoch: milliseconds)
        #expect(time.description == text)
        #expect(UTCTime(text) == time)
    }

    @Test(arguments: [
        "", "2026-01-02", "2026-01-02T03:04:05.678", "2026-13-02T03:04:05.678Z", "2026-02-30T03:04:05.678Z",
        "2026-01-02T24:04:05.678Z", "2026-01-02 03:04:05.678Z", "2026-01-02T03:04:05.678+",
        "+026-01-02T03:04:05.678Z",
        "2026-01-02T03:04:05.67µZ", "２026-01-02T03:04:05.67",
    ])
    func refuses(text: String) {
        #expect(UTCTime(text) == nil)
    }
}
