/// The devices of a stack in two maps: the current one, and one for the next change.
///
/// Workers read their map without a lock, so a map that one of them may use does not change. A change is written to the
/// other map and announced; it is complete when each worker has acknowledged the new map: a quiescent state, as of RCU.
/// A worker that runs no job is away and acknowledges nothing.
struct DeviceMaps<Design: PollingDesign>: ~Copyable {
    typealias M = Design.M

    let deviceCount: Int
    private let maps: UnsafeMutablePointer<LoadedDevice<Design>>
    /// The number of maps announced so far; the lowest bit selects the current one.
    private let announced = CacheLinePadded(SharedWord<M>(0))
    /// The number of the map that each worker has acknowledged, or ``away``.
    private let known: UnsafeMutableBufferPointer<CacheLinePadded<SharedWord<M>>>

    private static var away: UInt64 { .max }

    init(_ devices: [LoadedDevice<Design>], workerCount: Int) {
        deviceCount = devices.count
        maps = .allocate(capacity: 2 * devices.count)
        for (place, device) in (devices + devices).enumerated() { (maps + place).initialize(to: device) }
        known = UnsafeMutableBufferPointer(start: .allocateOnLines(capacity: workerCount), count: workerCount)
        for worker in 0..<workerCount {
            known.initializeElement(at: worker, to: CacheLinePadded(SharedWord(Self.away)))
        }
    }

    deinit {
        maps.deallocate()
        known.deinitialize().deallocate()
    }

    /// The number of the current map.
    ///
    /// In one order with the exchanges of ``arrive(_:)`` and ``announce(_:)``: where a load only acquires, as on Arm, a
    /// worker that arrives and the thread that changes something may both miss the other's exchange.
    @inline(__always)
    borrowing func current() -> UInt64 { announced.value.loadSequential() }

    /// The devices of a map: one that the calling worker has taken over, or, for the thread that changes the stack, the
    /// current one.
    @inline(__always)
    borrowing func devices(of number: UInt64) -> UnsafePointer<LoadedDevice<Design>> {
        UnsafePointer(map(number))
    }

    @inline(__always)
    private borrowing func map(_ number: UInt64) -> UnsafeMutablePointer<LoadedDevice<Design>> {
        maps + Int(truncatingIfNeeded: number & 1) &* deviceCount
    }
}

// For traces.
extension DeviceMaps {
    /// Names the shared words, each by its address.
    borrowing func nameWords(_ name: (UnsafeRawPointer, String) -> Void) {
        withUnsafePointer(to: announced.value) { name($0, "the number of the device map") }
        for worker in 0..<known.count {
            withUnsafePointer(to: known[worker].value) { name($0, "the device map of thread \(worker)") }
        }
    }
}

// For workers.
extension DeviceMaps {
    /// Registers a worker that begins a job. Returns the number of the map to take over, the current one. Nothing of
    /// the worker is in flight.
    borrowing func arrive(_ worker: Int) -> UInt64 {
        var number = current()
        while true {
            // An announcement that does not see this came before it, and is seen here.
            _ = known[worker].value.exchange(number)
            let newest = current()
            if newest == number { return number }
            number = newest
        }
    }

    /// Registers that a worker has ended its job and uses no map.
    borrowing func leave(_ worker: Int) {
        known[worker].value.store(Self.away)
    }

    /// Registers that a worker uses a map, and none before it.
    borrowing func acknowledge(_ number: UInt64, by worker: Int) {
        known[worker].value.store(number)
    }
}

// For the thread that changes the stack: one at a time.
extension DeviceMaps {
    /// Makes a changed map the current one.
    borrowing func announce(_ change: (UnsafeMutablePointer<LoadedDevice<Design>>) -> Void) {
        let number = announced.value.loadRelaxed() &+ 1
        let next = map(number)
        next.update(from: map(number &- 1), count: deviceCount)
        change(next)
        _ = announced.value.exchange(number)
    }

    /// Whether no worker uses a map but the current one.
    borrowing func areKnown() -> Bool {
        let number = announced.value.loadRelaxed()
        for worker in 0..<known.count {
            let map = known[worker].value.loadSequential()
            if map != number && map != Self.away { return false }
        }
        return true
    }
}

/// The devices of a stack as one worker knows them: the map that it has taken over.
struct KnownDevices<Design: PollingDesign> {
    /// The devices of the map, by number.
    private var devices: UnsafePointer<LoadedDevice<Design>>
    /// The number of the map.
    private(set) var mapNumber: UInt64
    /// Whether the worker has acknowledged the map. Until then it may still have something of the one before.
    var isAcknowledged = true
    /// Whether a device of the map is suspended.
    var hasSuspended = false

    init(_ maps: borrowing DeviceMaps<Design>) {
        mapNumber = maps.current()
        devices = maps.devices(of: mapNumber)
    }

    mutating func takeOver(_ newest: UInt64, of maps: borrowing DeviceMaps<Design>) {
        mapNumber = newest
        isAcknowledged = false
        devices = maps.devices(of: newest)
        hasSuspended = false
        for device in 0..<maps.deviceCount where devices[device].isSuspended { hasSuspended = true }
    }

    @inline(__always)
    subscript(device: UInt16) -> UnsafePointer<LoadedDevice<Design>> { devices + Int(device) }
}
