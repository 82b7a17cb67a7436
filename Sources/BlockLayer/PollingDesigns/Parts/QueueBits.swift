/// A bit for each hardware queue under a table, by the queue's place in the table's list.
struct QueueBits<M: Machine>: BitwiseCopyable {
    private let words: UnsafeMutablePointer<CacheLinePadded<SharedWord<M>>>
    let wordCount: Int

    init(count: Int) {
        wordCount = Self.wordCount(for: count)
        words = .allocate(capacity: wordCount)
        for word in 0..<wordCount { (words + word).initialize(to: CacheLinePadded(SharedWord(0))) }
    }

    func deallocate() {
        words.deinitialize(count: wordCount).deallocate()
    }

    static func bytes(for count: Int) -> Int {
        wordCount(for: count) * MemoryLayout<CacheLinePadded<SharedWord<M>>>.stride
    }

    private static func wordCount(for count: Int) -> Int { (count + 63) / 64 }

    /// The bits of the queues from place `64 * word` on.
    @inline(__always)
    func load(word: Int) -> UInt64 { words[word].value.load() }

    var isEmpty: Bool { (0..<wordCount).allSatisfy { load(word: $0) == 0 } }

    /// Sets a queue's bit and returns whether it was set before.
    @inline(__always)
    func set(_ place: UInt32) -> Bool {
        let bit = UInt64(1) &<< UInt64(place & 63)
        return words[Int(place >> 6)].value.setBits(bit) & bit != 0
    }

    @inline(__always)
    func clear(_ place: UInt32) {
        words[Int(place >> 6)].value.clearBits(UInt64(1) &<< UInt64(place & 63))
    }
}
