/// A divisor that is known when the table is loaded.
struct SectorDivisor {
    let divisor: UInt64
    /// log2 of a power of two, else nil's stand-in 64.
    private let shift: UInt64

    /// - Precondition: `divisor` > 0, which the table's text has been checked for.
    init(_ divisor: UInt64) {
        self.divisor = divisor
        shift = divisor.nonzeroBitCount == 1 ? UInt64(divisor.trailingZeroBitCount) : 64
    }

    @inline(__always)
    func divide(_ sector: UInt64) -> (quotient: UInt64, remainder: UInt64) {
        if shift < 64 { return (sector &>> shift, sector & (divisor &- 1)) }
        return sector.quotientAndRemainder(dividingBy: divisor)
    }
}
