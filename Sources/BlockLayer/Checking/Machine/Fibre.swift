/// One of the threads of a schedule, as the scheduler sees it.
struct Fibre {
    let stack = FibreStack()

    /// What it does, from the beginning of each schedule.
    var body: () -> Void = {}

    /// The access that it makes when it goes on.
    var pending = WordAccess(word: .max)

    /// Of a compare-exchange, the value without which it does not write.
    var expected: UInt64?

    /// The word that it read or wrote last.
    var lastWord = UInt32.max

    /// The word that it wrote last, whose new value is not known before it enters the scheduler again; or that it read,
    /// where memory shows it a value of its own.
    var written: UInt32?
    var valueBefore: UInt64 = 0

    /// Numbers the turns of its waiting: what it saw in earlier ones does not count.
    var turn: UInt32 = 0

    /// How many of the words that it saw in this turn have another value now.
    var changedCount = 0

    /// Whether it waits for one of those to change: another turn now would be like the last one.
    var isWaiting = false

    /// The only word that it waits for, as for a lock in the middle of a turn.
    var waitsFor: UInt32?

    /// Whether it was preempted before its pending access and no other fibre has since done an access that this one
    /// depends on. Going on with it now is equivalent to preempting it after the access.
    var isAsleep = false

    mutating func begin() {
        pending = WordAccess(word: .max)
        lastWord = .max
        written = nil
        turn &+= 1
        changedCount = 0
        isWaiting = false
        waitsFor = nil
        isAsleep = false
    }
}

/// What a fibre does to a shared word.
struct WordAccess: BitwiseCopyable {
    enum Kind: UInt8, BitwiseCopyable {
        case read
        case write
        /// A read-modify-write.
        case modification
    }

    var word: UInt32
    var kind = Kind.read
    var order = AccessOrder.relaxed

    var isWrite: Bool { kind != .read }

    /// Whether it matters which of the two comes first.
    ///
    /// - Parameter isTotal: whether the stores to all words have one order.
    func conflicts(with other: WordAccess, isTotal: Bool) -> Bool {
        if isWrite && other.isWrite && isTotal { return true }
        return word == other.word && (isWrite || other.isWrite)
    }
}
