/// One of the threads of a schedule, as the scheduler sees it.
struct Fibre {
    let stack = FibreStack()

    /// What it does, from the beginning of each schedule.
    var body: () -> Void = {}

    /// The access that it makes when it goes on.
    var pending = WordAccess(word: .max, isWrite: false)

    /// The word that it read or wrote last.
    var lastWord = UInt32.max

    /// What it wrote last, whose new value is not known before it comes to the scheduler again.
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

    /// Whether it was left before its pending access and nobody has done since what that depends on. To go on with it
    /// now comes to the same as if it had been left after the access.
    var isAsleep = false

    mutating func begin() {
        pending = WordAccess(word: .max, isWrite: false)
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
    var word: UInt32
    var isWrite: Bool

    /// Whether it matters which of the two comes first.
    func conflicts(with other: WordAccess) -> Bool {
        word == other.word && (isWrite || other.isWrite)
    }
}
