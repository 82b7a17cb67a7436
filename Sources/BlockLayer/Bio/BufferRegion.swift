/// One worker's blocks: a block of data for each of its roots.
struct BufferRegion {
    let start: UnsafeMutableRawPointer
    let blockBytes: Int
    /// What the blocks are registered as with rings: the first one's number, and how it grows from block to block, 0
    /// where the region is registered as a whole.
    let firstIndex: Int
    let indexStep: Int

    func block(_ number: Int) -> UnsafeMutableRawPointer { start + number * blockBytes }

    func index(of block: Int) -> UInt16 {
        UInt16(truncatingIfNeeded: firstIndex + block * indexStep)
    }
}
