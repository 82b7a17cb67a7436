/// The limits of a model device over all its queues, which each command passes before it is served: the controller, in
/// commands per second, and the link, in bytes per second. Each handles one command after the other.
///
/// Both stand before the service, though data of reads moves after it: a leaf whose service is long would else hold up
/// those that are ready before it. The rates are the same.
///
/// A command waits for those before it and not for itself: its own share is part of the service time.
///
/// Submission pays for it, on the CPU that submits: an atomic instruction for each of the two that has a bound.
struct Entrance<M: Machine> {
    /// When each is free, in ticks of the device's clock: the controller, the link. Other queues' submitters write them
    /// too. Nil where neither has a bound.
    private let freeTicks: UnsafeMutablePointer<CacheLinePadded<SharedWord<M>>>?
    private let ticksPerCommand: UInt64
    private let ticksPer1024Sectors: UInt64

    /// Control plane, as ``deallocate()``.
    init(_ settings: ModelSettings, rate: TickRate) {
        ticksPerCommand = rate.ticks(of: 1, perSecond: UInt64(settings.iopsAtMost))
        ticksPer1024Sectors = rate.ticks(of: 1024 * UInt64(sectorBytes), perSecond: settings.bytesPerSecond)
        guard ticksPerCommand | ticksPer1024Sectors != 0 else {
            freeTicks = nil
            return
        }
        let words = UnsafeMutablePointer<CacheLinePadded<SharedWord<M>>>.allocateOnLines(capacity: 2)
        for place in 0..<2 { (words + place).initialize(to: CacheLinePadded(SharedWord(0))) }
        freeTicks = words
    }

    func deallocate() {
        freeTicks?.deinitialize(count: 2).deallocate()
    }

    /// Whether there is no bound.
    @inline(__always)
    var isEmpty: Bool { freeTicks == nil }

    /// When a command that is submitted now is served.
    ///
    /// Called by the submitter, under the submission lock of its queue.
    @inline(__always)
    func pass(_ sectorCount: UInt32, now: UInt64) -> UInt64 {
        guard let freeTicks else { return now }
        M.deviceWorks(true)
        defer { M.deviceWorks(false) }
        var begin = now
        if ticksPerCommand > 0 {
            begin = freeTicks[0].value.occupy(ticksPerCommand, from: now) &- ticksPerCommand
        }
        if ticksPer1024Sectors > 0 {
            let ticks = max(1, (UInt64(sectorCount) &* ticksPer1024Sectors) &>> 10)
            begin = max(begin, freeTicks[1].value.occupy(ticks, from: now) &- ticks)
        }
        return begin
    }
}

extension SharedWord {
    /// The word says until when something of a device is occupied: occupies it for a time after that. Returns when that
    /// ends.
    @inline(__always)
    borrowing func occupy(_ ticks: UInt64, from now: UInt64) -> UInt64 {
        var free = load()
        while true {
            let end = max(free, now) &+ ticks
            let seen = compareExchange(expected: free, desired: end)
            if seen == free { return end }
            free = seen
        }
    }
}

extension TickRate {
    /// The ticks that `count` of something take at a rate; 0 where there is no bound.
    fileprivate func ticks(of count: UInt64, perSecond rate: UInt64) -> UInt64 {
        rate == 0 ? 0 : max(1, UInt64((Double(count) * Double(ticksPerSecond) / Double(rate)).rounded()))
    }
}
