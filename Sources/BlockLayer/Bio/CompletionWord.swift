/// What is still outstanding of a bio, how its parts ended, and when the last of them was ready: one shared word.
///
/// Linux keeps `__bi_remaining` and `bi_status` apart. Together they cost one atomic step per part but the last,
/// and none for the last: the holder of the only count left is alone, so a load is enough.
///
/// One of the counts may be its owner's hold, which keeps the bio until its owner gives the hold back.
///
///     63..60 status   59 held   58..48 remaining   47..0 ready (ticks since the run began, latest part)
struct CompletionWord<M: Machine>: ~Copyable {
    /// The largest number of counts that a word can hold.
    static var maxRemaining: Int { 0x7ff }

    private let word: SharedWord<M>

    private static var oneRemaining: UInt64 { 1 << 48 }
    private static var remainingMask: UInt64 { 0x7ff << 48 }
    /// A count with the mark that it is a hold.
    private static var hold: UInt64 { 1 << 59 | oneRemaining }
    private static var heldOrRemainingMask: UInt64 { 1 << 59 | remainingMask }
    private static var readyMask: UInt64 { (1 << 48) - 1 }
    private static var statusShift: UInt64 { 60 }

    init() {
        word = SharedWord(0)
    }

    /// Begins a bio with one count, its own. No other thread can reach it yet.
    @inline(__always)
    borrowing func start() {
        word.storeRelaxed(Self.oneRemaining)
    }

    /// Turns the bio's own count into one for each of `count` > 0 parts, before any part is submitted: no other
    /// thread can reach the word yet. `status` is that of parts that failed while they were mapped.
    @inline(__always)
    borrowing func divide(into count: Int, status: Status) {
        if count == 1 && status == .ok { return }
        let counts = UInt64(truncatingIfNeeded: count &- 1) &* Self.oneRemaining
        let word = Self.merge(self.word.loadRelaxed(), status, readyTicks: 0)
        self.word.storeRelaxed(word &+ counts)
    }

    /// Takes one more count (`bio_inc_remaining`). The caller holds one.
    @inline(__always)
    borrowing func pin() {
        word.add(Self.oneRemaining)
    }

    /// Takes the owner's hold, by an atomic instruction as `bio_inc_remaining` does. The caller holds a count, and the
    /// word no hold.
    @inline(__always)
    borrowing func hold() {
        word.add(Self.hold)
    }

    /// The same before any other thread can reach the word.
    @inline(__always)
    borrowing func holdUnshared() {
        word.storeRelaxed(word.loadRelaxed() &+ Self.hold)
    }

    /// Whether one count is left, which the caller holds: all that the givers of the others did is visible.
    @inline(__always)
    var hasOneLeft: Bool { word.load() & Self.remainingMask == Self.oneRemaining }

    /// Gives one count back, with how that part ended. Returns nil while others remain; to the caller that gives the
    /// last one back, how the bio as a whole ended.
    ///
    /// - Parameters:
    ///   - counting: plain where no other thread gives back counts of this word at the same time.
    ///   - isMarking: whether the owner of a held bio looks at it, and leaves it alone until it is finished: the last
    ///     count beside the hold is then given back by a store.
    ///   - isFinished: set to true where the owner's hold is all that remains.
    @inline(__always)
    borrowing func drop(
        _ status: Status, readyTicks: UInt64, _ counting: CompletionCounting = .atomic,
        isMarking: Bool = false,
        isFinished: inout Bool
    ) -> Outcome? {
        var old = word.load()
        if Self.isSimple(old) {
            return Outcome(status: status, readyTicks: max(readyTicks, old & Self.readyMask))
        }
        while true {
            let merged = Self.merge(old, status, readyTicks: readyTicks)
            if old & Self.remainingMask == Self.oneRemaining { return Self.outcome(merged) }
            let new = merged &- Self.oneRemaining
            let isHeldAlone = new & Self.heldOrRemainingMask == Self.hold
            if counting == .plain || isMarking && isHeldAlone {
                word.store(new)
                isFinished = isHeldAlone
                return nil
            }
            let seen = word.compareExchange(expected: old, desired: new)
            if seen == old {
                isFinished = isHeldAlone
                return nil
            }
            old = seen
        }
    }

    /// Gives the owner's hold back. Returns nil while other counts remain, else how the bio ended.
    @inline(__always)
    borrowing func dropHold(_ counting: CompletionCounting = .atomic) -> Outcome? {
        var old = word.load()
        while true {
            if old & Self.remainingMask == Self.oneRemaining { return Self.outcome(old) }
            let new = old &- Self.hold
            if counting == .plain {
                word.store(new)
                return nil
            }
            let seen = word.compareExchange(expected: old, desired: new)
            if seen == old { return nil }
            old = seen
        }
    }

    /// The counts in a word with this value. For traces.
    static func remaining(in value: UInt64) -> UInt64 { (value & remainingMask) / oneRemaining }

    /// The first error so far in a word with this value, or ok. For checks.
    static func status(in value: UInt64) -> Status {
        Status(code: UInt8(truncatingIfNeeded: value >> statusShift))
    }

    /// The only count of a bio without an error so far: there is nothing to merge but times.
    @inline(__always)
    private static func isSimple(_ word: UInt64) -> Bool { word &- oneRemaining <= readyMask }

    @inline(__always)
    private static func merge(_ word: UInt64, _ status: Status, readyTicks: UInt64) -> UInt64 {
        var merged = word
        if readyTicks > merged & readyMask { merged = merged & ~readyMask | readyTicks & readyMask }
        if merged >> statusShift == 0 { merged |= UInt64(status.rawValue) << statusShift }
        return merged
    }

    @inline(__always)
    private static func outcome(_ word: UInt64) -> Outcome {
        Outcome(
            status: Status(code: UInt8(truncatingIfNeeded: word >> statusShift)), readyTicks: word & readyMask
        )
    }

    /// How a whole bio ended.
    struct Outcome {
        /// The first error of any part, or ok.
        let status: Status

        /// When the last part was ready on its device, in ticks since the run began; 0 where the device cannot tell.
        let readyTicks: UInt64
    }
}
