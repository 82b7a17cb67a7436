import RandomNumbers

/// Randomised priority schedules: the runnable thread with the highest priority goes on, and at a few random decisions
/// that thread gets the lowest priority. A fault that needs `d` such changes is found with a probability that does not
/// fall with the number of the threads' interleavings.
///
/// - Source: Burckhardt, Kothari, Musuvathi, Nagarakatti: A Randomized Scheduler with Probabilistic Guarantees of
///   Finding Bugs, 2010 (PCT).
struct PriorityPolicy: BitwiseCopyable {
    private static var mostChanges: Int { 6 }

    /// The numbers of the threads by priority, four bits each, the highest priority in the lowest bits; the devices are
    /// the last number.
    private var order: UInt64 = 0
    /// The position of the lowest priority in `order`, in bits.
    private var lastShift: UInt64 = 0
    private var changes = InlineArray<6, UInt32>(repeating: .max)
    private var nextChange = 0
    /// Of 256 accesses that may find an older store, the number that do, and the generator that selects them.
    private var olderOf256: UInt64 = 0
    private var random = RandomGenerator(seed: 0)

    init() {}

    /// - Parameters:
    ///   - length: about how many decisions the schedule has.
    init(fibreCount: Int, length: UInt32, random: inout RandomGenerator) {
        lastShift = 4 * UInt64(fibreCount)
        shuffle(fibreCount + 1, &random)
        let count = Int(random.next(below: UInt64(Self.mostChanges + 1)))
        for place in 0..<count { changes[place] = UInt32(random.next(below: UInt64(length))) }
        sortChanges()
        olderOf256 = [8, 32, 128][Int(random.next(below: 3))]
        self.random = RandomGenerator(seed: random.next())
    }

    /// Mostly the newest store; else one of the older ones.
    mutating func nextAge(_ ages: UInt32) -> Int {
        if random.next() & 255 >= olderOf256 { return 0 }
        var older = ages & ~1
        for _ in 0..<random.next(below: UInt64(older.nonzeroBitCount)) { older &= older - 1 }
        return older.trailingZeroBitCount
    }

    private mutating func shuffle(_ count: Int, _ random: inout RandomGenerator) {
        var ranks = InlineArray<9, UInt64>(repeating: 0)
        for fibre in 0..<count {
            let place = Int(random.next(below: UInt64(fibre + 1)))
            ranks[fibre] = ranks[place]
            ranks[place] = UInt64(fibre)
        }
        for fibre in 0..<count { order |= UInt64(fibre) << (lastShift - 4 * ranks[fibre]) }
    }

    private mutating func sortChanges() {
        for end in 1..<Self.mostChanges {
            var place = end
            while place > 0 && changes[place - 1] > changes[place] {
                (changes[place - 1], changes[place]) = (changes[place], changes[place - 1])
                place -= 1
            }
        }
    }

    @inline(__always)
    mutating func next(_ situation: Situation) -> Int {
        let choices = situation.choices
        var shift = shiftOfFirst(choices)
        while nextChange < Self.mostChanges && changes[nextChange] <= situation.decision {
            nextChange &+= 1
            fallBehind(shift)
            shift = shiftOfFirst(choices)
        }
        return Int(order >> shift & 15)
    }

    /// The position of the first of the choices in `order`, in bits; there is one.
    @inline(__always)
    private func shiftOfFirst(_ choices: UInt32) -> UInt64 {
        var shift: UInt64 = 0
        while choices >> UInt32(truncatingIfNeeded: order >> shift & 15) & 1 == 0 { shift &+= 4 }
        return shift
    }

    private mutating func fallBehind(_ shift: UInt64) {
        let fibre = order >> shift & 15
        let before = order & ((1 << shift) - 1)
        let behind = (order >> (shift + 4)) << shift
        order = before | behind | fibre << lastShift
    }
}
