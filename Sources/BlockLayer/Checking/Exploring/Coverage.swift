/// The places of the program that schedules reached, and the orders in which two threads accessed one word there.
struct Coverage {
    /// Places that touch shared words.
    private var sites = NumberSet()
    /// Pairs of such places at which one thread accessed a word after another thread, one of them writing it.
    private var conflicts = NumberSet()

    var siteCount: Int { sites.count }
    var conflictCount: Int { conflicts.count }

    func deallocate() {
        sites.deallocate()
        conflicts.deallocate()
    }

    @inline(__always)
    mutating func note(
        _ site: UInt, _ access: WordAccess, _ fibre: Int32, _ word: UnsafeMutablePointer<WordTable.Word>
    ) {
        if word.pointee.lastSite != site { sites.insert(site) }
        if word.pointee.lastFibre != fibre && word.pointee.lastFibre >= 0
            && (access.isWrite || word.pointee.lastWasWrite)
        {
            conflicts.insert(word.pointee.lastSite &* 0x9e37_79b9_7f4a_7c15 &+ site)
        }
        word.pointee.lastFibre = fibre
        word.pointee.lastWasWrite = access.isWrite
        word.pointee.lastSite = site
    }
}

/// A set of numbers that are not 0, of which there are few; what does not fit any more is not counted.
private struct NumberSet {
    private static var capacity: Int { 1 << 13 }

    private let slots: UnsafeMutablePointer<UInt>
    private(set) var count = 0

    init() {
        slots = .allocate(capacity: Self.capacity)
        slots.initialize(repeating: 0, count: Self.capacity)
    }

    func deallocate() {
        slots.deallocate()
    }

    @inline(__always)
    mutating func insert(_ number: UInt) {
        var place = Int(truncatingIfNeeded: (number &* 0x9e37_79b9_7f4a_7c15) >> 51)
        while slots[place] != number {
            if slots[place] == 0 {
                if count < Self.capacity / 2 {
                    slots[place] = number
                    count &+= 1
                }
                return
            }
            place = (place &+ 1) & (Self.capacity &- 1)
        }
    }
}
