import Testing

@testable import BlockLayer

/// Bits and counts of hardware queues, more of them than a word has bits.
@Suite struct QueueWordsTests {
    private typealias M = RealMachine

    private static func places(_ bits: QueueBits<M>) -> [UInt32] {
        var places: [UInt32] = []
        bits.forEachSet { places.append($0) }
        return places
    }

    @Test(arguments: [1, 63, 64, 65, 128, 129])
    func eachQueueHasABit(queueCount: Int) {
        let wordCount = QueueBits<M>.wordCount(for: queueCount)
        #expect(wordCount * 64 >= queueCount && (wordCount - 1) * 64 < queueCount)
        let words = SharedWords<M>(count: wordCount + 3, .packed)
        defer { words.deallocate() }
        let bits = QueueBits(queueCount: queueCount, in: words, from: 2)
        #expect(bits.wordCount == wordCount && bits.isEmpty)
        for place in 0..<UInt32(queueCount) {
            #expect(!bits.set(place) && bits.set(place))
            #expect(Self.places(bits) == [place] && !bits.isEmpty)
            bits.clear(place)
            #expect(bits.isEmpty)
        }
        for place in 0..<UInt32(queueCount) { _ = bits.set(place) }
        #expect(Self.places(bits) == Array(0..<UInt32(queueCount)))
        let outside = [0, 1, wordCount + 2].map { words[$0].pointee.load() }
        #expect(outside == [0, 0, 0], "no word but its own")
        var addresses: [UnsafeRawPointer] = []
        bits.forEachWord { addresses.append($0) }
        #expect(addresses == (2..<wordCount + 2).map { UnsafeRawPointer(words[$0]) })
    }

    @Test(arguments: [3, 64, 70])
    func aQueueIsPendingWhileItHasLeaves(queueCount: Int) {
        let wordCount = PendingQueues<M>.wordCount(for: queueCount)
        let words = SharedWords<M>(count: 1 + wordCount, .packed)
        defer { words.deallocate() }
        let pending = PendingQueues(queueCount: queueCount, in: words, from: 1)
        let last = UInt32(queueCount - 1)
        for place in [0, last] {
            pending.add(place)
            pending.add(place)
            #expect(Self.places(pending.bits) == [place] && !pending.isEmpty && pending.isSettled)
            pending.remove(place)
            #expect(Self.places(pending.bits) == [place] && !pending.isEmpty && pending.isSettled)
            pending.remove(place)
            #expect(Self.places(pending.bits) == [] && pending.isEmpty && pending.isSettled)
        }
        #expect(words[0].pointee.load() == 0)
    }

    /// What no worker may leave behind.
    @Test func aBitThatDisagreesWithItsCountIsSeen() {
        let words = SharedWords<M>(count: PendingQueues<M>.wordCount(for: 70), .packed)
        defer { words.deallocate() }
        let pending = PendingQueues(queueCount: 70, in: words)
        _ = pending.bits.set(69)
        #expect(!pending.isSettled && !pending.isEmpty)
        pending.bits.clear(69)
        #expect(pending.isSettled && pending.isEmpty)
        pending.add(69)
        pending.bits.clear(69)
        #expect(!pending.isSettled && !pending.isEmpty && pending.bits.isEmpty)
    }

    @Test(arguments: [8, 16, 32])
    func wordsLieInTheirLayout(packedBytes: Int) {
        for (layout, distance) in [(WordLayout.packed, packedBytes), (.padded, 128)] {
            let words = SharedWords<M>(count: 5, layout, packedBytes: packedBytes)
            defer { words.deallocate() }
            let addresses = (0..<5).map { UInt(bitPattern: words[$0]) }
            #expect(addresses[0] % 128 == 0)
            #expect(zip(addresses, addresses.dropFirst()).allSatisfy { $1 - $0 == UInt(distance) })
            #expect((0..<5).allSatisfy { words[$0].pointee.load() == 0 })
            let bytes = TableStateBytes(words: 5, layout, packedBytes: packedBytes)
            #expect(bytes == TableStateBytes(needed: 5 * packedBytes, padding: 5 * (distance - packedBytes)))
        }
    }

    @Test func bytesAddUp() {
        let sum = TableStateBytes(needed: 1, padding: 2) + TableStateBytes(needed: 10, padding: 20)
        #expect(sum == TableStateBytes(needed: 11, padding: 22))
    }
}
