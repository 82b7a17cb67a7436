import Foundation

/// A moment in UTC to the millisecond, written `2026-01-02T03:04:05.678Z` (ISO 8601).
///
/// Whole milliseconds and not a `Date`: a binary fraction of a second would not survive being written
/// and read. The text form is for the years 0 to 9999.
public struct UTCTime: Hashable, Sendable, CustomStringConvertible {
    /// The time since 1970.
    public let millisecondsSinceEpoch: Int64

    public init(millisecondsSinceEpoch: Int64) {
        self.millisecondsSinceEpoch = millisecondsSinceEpoch
    }

    /// The time of the system's clock.
    public static func now() -> UTCTime {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return UTCTime(millisecondsSinceEpoch: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    /// Reads exactly the form that `description` writes; nil for any other text or an impossible date.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 24 else { return nil }
        func number(_ range: Range<Int>) -> Int32? { Int32(String(decoding: bytes[range], as: UTF8.self)) }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
            let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
            let millisecond = number(20..<23)
        else { return nil }
        var fields = tm()
        fields.tm_year = year - 1900
        fields.tm_mon = month - 1
        fields.tm_mday = day
        fields.tm_hour = hour
        fields.tm_min = minute
        fields.tm_sec = second
        self.init(millisecondsSinceEpoch: Int64(timegm(&fields)) * 1000 + Int64(millisecond))
        // timegm carries a 13th month into the next year, and the separators were skipped: one check for all.
        guard description == text else { return nil }
    }

    public var description: String {
        let milliseconds = ((millisecondsSinceEpoch % 1000) + 1000) % 1000
        var seconds = time_t(millisecondsSinceEpoch / 1000 - (millisecondsSinceEpoch % 1000 < 0 ? 1 : 0))
        var fields = tm()
        gmtime_r(&seconds, &fields)
        return String(
            format: "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", Int(fields.tm_year) + 1900, Int(fields.tm_mon) + 1,
            Int(fields.tm_mday), Int(fields.tm_hour), Int(fields.tm_min), Int(fields.tm_sec),
            Int(milliseconds))
    }
}
