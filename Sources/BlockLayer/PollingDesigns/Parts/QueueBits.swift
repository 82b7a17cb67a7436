/// A bit for each hardware queue under a table, by the queue's place in the table's list.
struct QueueBits<M: Machine>: BitwiseCopyable {
    private let words: SharedWords<M>
    /// The place of the first word.
    private let first: Int
    let wordCount: Int

    /// Bits in the words from `first` on.
    init(queueCount: Int, in words: SharedWords<M>, from first: Int) {
        self.words = words
        self.first = first
        wordCount = Self.wordCount(for: queueCount)
    }

    static func wordCount(for queueCount: Int) -> Int { (queueCount + 63) / 64 }

    /// The bits of the queues from place `64 * word` on.
    @inline(__always)
    func load(word: Int) -> UInt64 { words[first &+ word].pointee.load() }

    var isEmpty: Bool { (0..<wordCount).allSatisfy { load(word: $0) == 0 } }

    /// Calls `body` for the place of each bit that was set when its word was read.
    @inline(__always)
    func forEachSet(_ body: (_ place: UInt32) -> Void) {
        for word in 0..<wordCount {
            var bits = load(word: word)
            while bits != 0 {
                body(UInt32(truncatingIfNeeded: word &* 64 &+ bits.trailingZeroBitCount))
                bits &= bits &- 1
            }
        }
    }

    /// Calls `body` with the address of each word.
    func forEachWord(_ body: (UnsafeRawPointer) -> Void) {
        for word in 0..<wordCount { body(words[first + word]) }
    }

    /// Sets a queue's bit and returns whether it was set before.
    @inline(__always)
    func set(_ place: UInt32) -> Bool {
        let bit = UInt64(1) &<< UInt64(place & 63)
        return words[first &+ Int(place >> 6)].pointee.setBits(bit) & bit != 0
    }

    @inline(__always)
    func clear(_ place: UInt32) {
        words[first &+ Int(place >> 6)].pointee.clearBits(UInt64(1) &<< UInt64(place & 63))
    }
}
