/// Counts durations in the buckets of an HDR histogram with three significant digits, in one flat array.
///
/// The bucket layout is HdrHistogram's (2048 sub-buckets, unit 1 ns), so that turning it into one loses nothing; the
/// array is only there because recording must not touch a reference count. One writer.
struct LatencyHistogram: ~Copyable {
    private static var subBucketBits: UInt64 { 11 }
    private static var halfBits: UInt64 { subBucketBits - 1 }
    /// 2^36 ns, over a minute; anything longer counts there.
    private static var maxNanoseconds: UInt64 { (1 << 36) - 1 }

    private let counts: UnsafeMutableBufferPointer<UInt64>

    /// Sum of all durations, for the mean, in nanoseconds; wraps.
    private(set) var sumNanoseconds: UInt64 = 0
    private(set) var minNanoseconds: UInt64 = .max
    private(set) var maxNanoseconds: UInt64 = 0

    /// - Parameter isUsed: whether durations will be recorded; else it takes no memory.
    init(isUsed: Bool = true) {
        counts = .allocate(capacity: isUsed ? Self.index(of: Self.maxNanoseconds) + 1 : 0)
        counts.initialize(repeating: 0)
    }

    deinit {
        counts.deallocate()
    }

    @inline(__always)
    mutating func record(_ nanoseconds: UInt64) {
        let index = Self.index(of: min(nanoseconds, Self.maxNanoseconds))
        counts.baseAddress.unsafelyUnwrapped[index] &+= 1
        sumNanoseconds &+= nanoseconds
        if nanoseconds < minNanoseconds { minNanoseconds = nanoseconds }
        if nanoseconds > maxNanoseconds { maxNanoseconds = nanoseconds }
    }

    /// The buckets that are not empty: the lowest duration that falls into each, and how many did.
    func recordedBuckets() -> [(nanoseconds: UInt64, count: UInt64)] {
        let counts = counts
        return counts.indices.filter { counts[$0] > 0 }.map { (Self.lowest(in: $0), counts[$0]) }
    }

    /// Below 2048 ns a bucket is a nanosecond wide; above, each doubling has 1024 buckets.
    @inline(__always)
    private static func index(of nanoseconds: UInt64) -> Int {
        let atLeastLinear = nanoseconds | ((1 << subBucketBits) &- 1)
        let width = 64 &- UInt64(truncatingIfNeeded: atLeastLinear.leadingZeroBitCount)
        let exponent = width &- subBucketBits
        let mantissa = nanoseconds &>> exponent
        return Int(truncatingIfNeeded: (exponent &<< halfBits) &+ mantissa)
    }

    private static func lowest(in index: Int) -> UInt64 {
        let index = UInt64(index)
        if index < 1 << subBucketBits { return index }
        let exponent = (index >> halfBits) - 1
        return (index - exponent << halfBits) << exponent
    }
}
