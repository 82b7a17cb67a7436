/// Shared words of one table, all at the same distance from each other.
struct SharedWords<M: Machine>: BitwiseCopyable {
    private let start: UnsafeMutableRawPointer
    private let strideShift: Int
    private let count: Int

    /// Words that are all 0. Control plane, as ``deallocate()``.
    ///
    /// - Parameter packedBytes: the distance of packed words; a power of two.
    init(count: Int, _ layout: WordLayout, packedBytes: Int = 8) {
        self.count = count
        strideShift = Self.strideBytes(layout, packedBytes: packedBytes).trailingZeroBitCount
        start = .allocate(byteCount: count << strideShift, alignment: 128)
        for place in 0..<count { self[place].initialize(to: SharedWord(0)) }
    }

    func deallocate() {
        for place in 0..<count { self[place].deinitialize(count: 1) }
        start.deallocate()
    }

    @inline(__always)
    subscript(place: Int) -> UnsafeMutablePointer<SharedWord<M>> {
        (start + place &<< strideShift).assumingMemoryBound(to: SharedWord<M>.self)
    }

    /// The bytes between two words. Lines are fetched in pairs, so that padded words are two lines apart.
    private static func strideBytes(_ layout: WordLayout, packedBytes: Int) -> Int {
        layout == .packed ? packedBytes : 128
    }

    /// The bytes that a layout takes beyond those of packed words.
    static func paddingBytes(count: Int, _ layout: WordLayout, packedBytes: Int = 8) -> Int {
        count * (strideBytes(layout, packedBytes: packedBytes) - packedBytes)
    }
}

extension TableStateBytes {
    /// The bytes of shared words in a layout.
    init(words count: Int, _ layout: WordLayout, packedBytes: Int = 8) {
        self.init(
            needed: count * packedBytes,
            padding: SharedWords<RealMachine>.paddingBytes(count: count, layout, packedBytes: packedBytes))
    }
}
