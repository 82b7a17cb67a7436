/// The dies of a model device: what bounds how much it does at a time.
///
/// Each 4 KiB page of the device is on one die, and a die serves one page after the other, of whichever queue. As
/// drives do, the device deals the pages of a stripe, as many as there are dies, out to all of them; where in the round
/// a stripe begins is a hash of its number and the seed, so that no distance between IOs, power of two or not, comes
/// back to the same die. An IO is ready when the last of its pages is. So N dies with a service time of S serve
/// N / S pages in a unit of time at any length of IOs, and an IO of P pages that has the device to itself takes
/// S * ceil(P / N) if it begins with a stripe or lies within one.
///
/// Submission pays for it, on the CPU that submits: an atomic instruction for each die that an IO is on.
struct Dies<M: Machine> {
    /// When each die will be free, in ticks of the device's clock. Other queues' submitters write it too.
    private let freeTicks: UnsafeMutableBufferPointer<CacheLinePadded<SharedWord<M>>>
    private let count: SectorDivisor
    private let seed: UInt64

    private static var pageShift: UInt64 { 3 }

    /// The memory that one takes.
    static var bytesOfDie: Int { MemoryLayout<CacheLinePadded<SharedWord<M>>>.stride }

    /// Control plane, as ``deallocate()``.
    ///
    /// - Parameters:
    ///   - count: the number of dies; 0 for no bound.
    ///   - seed: decides where the stripes begin.
    init(count: Int, seed: UInt64) {
        freeTicks = .allocate(capacity: count)
        for die in 0..<count { freeTicks.initializeElement(at: die, to: CacheLinePadded(SharedWord(0))) }
        self.count = SectorDivisor(UInt64(max(1, count)))
        self.seed = seed
    }

    func deallocate() {
        freeTicks.deinitialize().deallocate()
    }

    /// Whether there is no bound.
    @inline(__always)
    var isEmpty: Bool { freeTicks.count == 0 }

    /// The die that a page is on.
    func die(ofPage page: UInt64) -> Int {
        let (stripe, place) = count.divide(page)
        return die(firstDie(of: stripe) &+ place)
    }

    @inline(__always)
    private func firstDie(of stripe: UInt64) -> UInt64 {
        Self.hash(stripe ^ seed).multipliedFullWidth(by: count.divisor).high
    }

    /// The number of a die counted on from another, once around at most.
    @inline(__always)
    private func die(_ number: UInt64) -> Int {
        Int(truncatingIfNeeded: number < count.divisor ? number : number &- count.divisor)
    }

    /// Occupies the dies with the pages of an IO, after those that they have. Returns when the last page is ready.
    ///
    /// Called by the submitter, under the submission lock of its queue. Takes an atomic instruction for each page; for
    /// whole stripes only one for each die, as each die has as many pages of them.
    func serve(_ sector: UInt64, count sectorCount: UInt32, serviceTicks: UInt64, now: UInt64) -> UInt64 {
        M.deviceWorks(true)
        defer { M.deviceWorks(false) }
        let first = sector &>> Self.pageShift
        let end = (sector &+ UInt64(sectorCount) &- 1) &>> Self.pageShift &+ 1
        var (stripe, place) = count.divide(first)
        var left = end &- first
        var ready = now
        while left > 0 {
            let stripes = place == 0 ? count.divide(left).quotient : 0
            let pages = stripes > 0 ? count.divisor : min(left, count.divisor &- place)
            let ticks = stripes > 0 ? serviceTicks &* stripes : serviceTicks
            let start = firstDie(of: stripe) &+ place
            // Not over a range: in debug builds that allocates.
            var number = start
            while number != start &+ pages {
                ready = max(ready, freeTicks[die(number)].value.occupy(ticks, from: now))
                number &+= 1
            }
            left &-= stripes > 0 ? stripes &* pages : pages
            stripe &+= max(1, stripes)
            place = 0
        }
        return ready
    }

    /// The mixing function of SplitMix64 (Steele, Lea, Flood 2014), of which 0 is no fixed point here.
    @inline(__always)
    private static func hash(_ number: UInt64) -> UInt64 {
        var bits = number &+ 0x9e37_79b9_7f4a_7c15
        bits = (bits ^ bits &>> 30) &* 0xbf58_476d_1ce4_e5b9
        bits = (bits ^ bits &>> 27) &* 0x94d0_49bb_1331_11eb
        return bits ^ bits &>> 31
    }
}
