/// The devices of a stack as its workers know them, in two maps: one counts, the other one is for the next change.
///
/// Workers read their map without a lock, so none changes that one of them may use. Whoever changes something writes
/// the other map, announces it, and waits until each worker has said that it has taken it over: a quiescent state, as
/// of RCU. A worker that runs no job is away and need not say anything.
struct DeviceMaps<Design: PollingDesign>: ~Copyable {
    typealias M = Design.M

    private let deviceCount: Int
    private let maps: UnsafeMutablePointer<BlockDevice<Design>>
    /// How many maps were announced; the lowest bit says which of the two counts.
    private let announced = CacheLinePadded(SharedWord<M>(0))
    /// For each worker the map that it has taken over, by number, or ``away``.
    private let known: UnsafeMutableBufferPointer<CacheLinePadded<SharedWord<M>>>

    private static var away: UInt64 { .max }

    init(_ devices: [BlockDevice<Design>], workerCount: Int) {
        deviceCount = devices.count
        maps = .allocate(capacity: 2 * devices.count)
        for (place, device) in (devices + devices).enumerated() { (maps + place).initialize(to: device) }
        known = .allocate(capacity: workerCount)
        for worker in 0..<workerCount {
            known.initializeElement(at: worker, to: CacheLinePadded(SharedWord(Self.away)))
        }
    }

    deinit {
        maps.deallocate()
        known.deinitialize().deallocate()
    }

    /// The number of the map that counts.
    ///
    /// In one order with the exchanges of ``arrive(_:)`` and ``announce(_:)``: where a load only acquires, as on Arm, a
    /// worker that arrives and the thread that changes something may both miss the other's exchange.
    @inline(__always)
    borrowing func current() -> UInt64 { announced.value.loadSequential() }

    /// The devices of the map of a number, which a worker has taken over or whoever changes something knows to count.
    @inline(__always)
    borrowing func devices(of number: UInt64) -> UnsafePointer<BlockDevice<Design>> {
        UnsafePointer(map(number))
    }

    @inline(__always)
    private borrowing func map(_ number: UInt64) -> UnsafeMutablePointer<BlockDevice<Design>> {
        maps + Int(truncatingIfNeeded: number & 1) &* deviceCount
    }
}

// For traces.
extension DeviceMaps {
    /// Tells of each shared word where it is and what it is.
    borrowing func nameWords(_ name: (UnsafeRawPointer, String) -> Void) {
        withUnsafePointer(to: announced.value) { name($0, "the number of the device map") }
        for worker in 0..<known.count {
            withUnsafePointer(to: known[worker].value) { name($0, "the device map of thread \(worker)") }
        }
    }
}

// For workers, of themselves.
extension DeviceMaps {
    /// A worker begins a job and takes over the map that counts, whose number this returns. Nothing of it is in flight.
    borrowing func arrive(_ worker: Int) -> UInt64 {
        var number = current()
        while true {
            // Whoever does not see this has announced before, so that it is seen here.
            _ = known[worker].value.exchange(number)
            let newest = current()
            if newest == number { return number }
            number = newest
        }
    }

    /// A worker has ended its job and uses no map.
    borrowing func leave(_ worker: Int) {
        known[worker].value.store(Self.away)
    }

    /// A worker uses a map, and none before it.
    borrowing func acknowledge(_ number: UInt64, by worker: Int) {
        known[worker].value.store(number)
    }
}

// For whoever changes something: one thread at a time.
extension DeviceMaps {
    /// Has a changed map count from now on.
    borrowing func announce(_ change: (UnsafeMutablePointer<BlockDevice<Design>>) -> Void) {
        let number = announced.value.loadRelaxed() &+ 1
        let next = map(number)
        next.update(from: map(number &- 1), count: deviceCount)
        change(next)
        _ = announced.value.exchange(number)
    }

    /// Whether no worker uses a map but the one that counts.
    borrowing func areKnown() -> Bool {
        let number = announced.value.loadRelaxed()
        for worker in 0..<known.count {
            let map = known[worker].value.loadSequential()
            if map != number && map != Self.away { return false }
        }
        return true
    }
}
