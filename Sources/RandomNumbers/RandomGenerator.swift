/// The one random generator of this program, small, fast and fixed by its seed: wyrand, with one multiplication for
/// each number and 64 bits of state.
///
/// It is inlined into the timed path, so its layout and code are those of every module that uses it.
///
/// - Source: Wang Yi: wyhash, version 4 (wyrand), https://github.com/wangyi-fudan/wyhash.
@frozen
public struct RandomGenerator: RandomNumberGenerator, BitwiseCopyable, Sendable {
    @usableFromInline var state: UInt64

    /// Streams of different `stream` numbers from one seed do not overlap in practice.
    @inlinable
    public init(seed: UInt64, stream: UInt64 = 0) {
        state = seed &+ stream &* 0x9e37_79b9_7f4a_7c15
        _ = next()
        state ^= next() &+ stream
    }

    @inlinable @inline(__always)
    public mutating func next() -> UInt64 {
        state = state &+ 0xa076_1d64_78bd_642f
        let product = state.multipliedFullWidth(by: state ^ 0xe703_7ed1_a0b4_28db)
        return product.high ^ product.low
    }

    /// A number below `bound` > 0, by multiplication; the bias is below 2^-20 for any number of blocks there is.
    @inlinable @inline(__always)
    public mutating func next(below bound: UInt64) -> UInt64 {
        next().multipliedFullWidth(by: bound).high
    }

    /// A place in 0 ..< bound, for a bound > 0.
    @inlinable
    public mutating func index(below bound: Int) -> Int { Int(next(below: UInt64(bound))) }
}
