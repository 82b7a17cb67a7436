/// A small fast generator (wyrand): one multiplication per number, 64 bits of state, any seed.
public struct RandomGenerator: RandomNumberGenerator, BitwiseCopyable, Sendable {
    private var state: UInt64

    /// Streams of different `stream` numbers from one seed do not overlap in practice.
    public init(seed: UInt64, stream: UInt64 = 0) {
        state = seed &+ stream &* 0x9e37_79b9_7f4a_7c15
        _ = next()
        state ^= next() &+ stream
    }

    /// The next number of the stream.
    @inline(__always)
    public mutating func next() -> UInt64 {
        state = state &+ 0xa076_1d64_78bd_642f
        let product = state.multipliedFullWidth(by: state ^ 0xe703_7ed1_a0b4_28db)
        return product.high ^ product.low
    }

    /// A number below `bound` > 0, by multiplication; the bias is below 2^-20 for any number of blocks there is.
    @inline(__always)
    mutating func next(below bound: UInt64) -> UInt64 {
        next().multipliedFullWidth(by: bound).high
    }
}
