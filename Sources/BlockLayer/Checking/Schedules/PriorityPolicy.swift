/// Randomised priority schedules: whoever has the highest priority goes on, and at a few random decisions the one that
/// is about to falls behind all others. A fault that takes `d` such changes is found with a chance that does not fall
/// with the number of threads' interleavings.
///
/// - Source: Burckhardt, Kothari, Musuvathi, Nagarakatti: A Randomized Scheduler with Probabilistic Guarantees of
///   Finding Bugs, 2010 (PCT).
struct PriorityPolicy: BitwiseCopyable {
    private static var mostChanges: Int { 6 }

    /// By fibre, the devices last; the higher the earlier.
    private var priorities = InlineArray<9, Int32>(repeating: 0)
    private var changes = InlineArray<6, UInt32>(repeating: .max)
    private var nextChange = 0
    private var lowest: Int32 = 0

    init() {}

    /// - Parameters:
    ///   - length: about how many decisions the schedule has.
    init(fibreCount: Int, length: UInt32, random: inout RandomGenerator) {
        for fibre in 0...fibreCount {
            let place = Int(random.next(below: UInt64(fibre + 1)))
            priorities[fibre] = priorities[place]
            priorities[place] = Int32(fibre + 1)
        }
        let count = Int(random.next(below: UInt64(Self.mostChanges + 1)))
        for place in 0..<count { changes[place] = UInt32(random.next(below: UInt64(length))) }
        sortChanges()
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
        var best = highest(situation)
        while nextChange < Self.mostChanges && changes[nextChange] <= situation.decision {
            nextChange &+= 1
            lowest &-= 1
            priorities[best] = lowest
            best = highest(situation)
        }
        return best
    }

    @inline(__always)
    private func highest(_ situation: Situation) -> Int {
        var choices = situation.choices
        var best = choices.trailingZeroBitCount
        choices &= choices &- 1
        while choices != 0 {
            let fibre = choices.trailingZeroBitCount
            choices &= choices &- 1
            if priorities[fibre] > priorities[best] { best = fibre }
        }
        return best
    }
}
