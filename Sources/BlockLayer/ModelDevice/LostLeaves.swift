/// Leaves of a model device whose completions are delivered too late: after the timeout its handler ends each, and the
/// late completion must end neither the leaf a second time nor the next leaf with the same tag.
///
/// A leaf has a tag here, and the tag a generation, which changes when the leaf ends: as blk-mq's requests have
/// (blk_mq_rq_timed_out, 4.16). Belongs to the completion side of one queue.
struct LostLeaves<M: Machine> {
    /// By tag.
    private let leaves: UnsafeMutablePointer<BioPointer<M>?>
    private let generations: UnsafeMutablePointer<UInt64>

    private let freeTags: UnsafeMutablePointer<Int>
    private var freeCount: Int

    private let events: UnsafeMutablePointer<TagEvent>
    private var eventCount = 0

    /// The memory that they take.
    static func byteCount(capacity: Int) -> Int {
        let word = MemoryLayout<UInt64>.stride
        return capacity * (3 * word + 2 * MemoryLayout<TagEvent>.stride)
    }

    /// - Parameter capacity: the most leaves that wait for their completion.
    init(capacity: Int) {
        leaves = .allocate(capacity: capacity)
        leaves.initialize(repeating: nil, count: capacity)
        generations = .allocate(capacity: capacity)
        generations.initialize(repeating: 0, count: capacity)
        freeTags = .allocate(capacity: capacity)
        for tag in 0..<capacity { (freeTags + tag).initialize(to: tag) }
        freeCount = capacity
        events = .allocate(capacity: 2 * capacity)
    }

    func deallocate() {
        leaves.deallocate()
        generations.deallocate()
        freeTags.deallocate()
        events.deallocate()
    }

    /// When the next thing happens; `UInt64.max` if nothing will.
    var nextReady: UInt64 {
        var next = UInt64.max
        for place in 0..<eventCount { next = min(next, events[place].ready) }
        return next
    }

    /// Takes a leaf that times out when it says that it is ready, and whose completion comes `lateTicks` after that.
    /// Returns whether there was room.
    mutating func insert(_ leaf: BioPointer<M>, lateTicks: UInt64) -> Bool {
        if freeCount == 0 { return false }
        freeCount &-= 1
        let tag = freeTags[freeCount]
        leaves[tag] = leaf
        let generation = generations[tag]
        let timeout = leaf.pointee.readyTicks
        add(TagEvent(ready: timeout, tag: tag, generation: generation, isLast: false))
        add(TagEvent(ready: timeout &+ lateTicks, tag: tag, generation: generation, isLast: true))
        return true
    }

    private mutating func add(_ event: TagEvent) {
        (events + eventCount).initialize(to: event)
        eventCount &+= 1
    }

    /// A leaf that ends now.
    mutating func popReady(at now: UInt64) -> BioPointer<M>? {
        while let place = earliest(at: now) {
            let event = events[place]
            eventCount &-= 1
            events[place] = events[eventCount]
            let isCurrent = generations[event.tag] == event.generation
            if isCurrent { generations[event.tag] &+= 1 }
            if event.isLast {
                freeTags[freeCount] = event.tag
                freeCount &+= 1
            }
            if isCurrent { return leaves[event.tag] }
        }
        return nil
    }

    private func earliest(at now: UInt64) -> Int? {
        var earliest: Int?
        var first = UInt64.max
        for place in 0..<eventCount where events[place].ready <= now && events[place].ready < first {
            earliest = place
            first = events[place].ready
        }
        return earliest
    }
}

/// Something that will happen to a tag of ``LostLeaves``, as the tag is now.
struct TagEvent: BitwiseCopyable {
    let ready: UInt64
    let tag: Int
    let generation: UInt64
    /// Whether it is the last one of the tag, which is free after it.
    let isLast: Bool
}
