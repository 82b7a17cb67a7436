import RandomNumbers

/// Which blocks a job touches, and whether it reads or writes them: fio's `rw`.
struct AccessPattern: BitwiseCopyable, Sendable {
    private let isRandom: Bool
    /// Reads of 2^32; 2^32 reads only.
    private let readShare: UInt64
    private let blockCount: UInt64
    private var nextBlock: UInt64 = 0
    private var random: RandomGenerator

    /// - Parameters:
    ///   - readPercent: 100 reads only, 0 writes only, between them a mix drawn anew for each IO.
    ///   - blockCount: blocks of the job's range; more than 0.
    init(isRandom: Bool, readPercent: Int, blockCount: UInt64, seed: UInt64, stream: UInt64) {
        self.isRandom = isRandom
        readShare = (UInt64(readPercent) << 32) / 100
        self.blockCount = blockCount
        random = RandomGenerator(seed: seed, stream: stream)
    }

    /// Has a pattern in order go on with the block behind one, as if those up to it had been.
    mutating func goOn(behind block: UInt64) {
        nextBlock = block &+ 1 == blockCount ? 0 : block &+ 1
    }

    /// The next block of the job's range and what to do with it.
    @inline(__always)
    mutating func next() -> (block: UInt64, operation: Operation) {
        let block: UInt64
        if isRandom {
            block = random.next(below: blockCount)
        } else {
            block = nextBlock
            nextBlock = block &+ 1 == blockCount ? 0 : block &+ 1
        }
        if readShare == 1 << 32 { return (block, .read) }
        if readShare == 0 { return (block, .write) }
        return (block, random.next() >> 32 < readShare ? .read : .write)
    }
}
