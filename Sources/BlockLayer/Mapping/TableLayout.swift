import Synchronization

/// A loaded table: its targets, and the devices and hardware queues below it.
///
/// Immutable from load to retirement. The pointers stay valid as long as the table is loaded; copies of this
/// struct share them.
struct TableLayout {
    /// Tells loads of tables apart: no two of a process have the same number, so that what remembers a queue can see
    /// whether the table is still the one that it was for.
    let generation: UInt32

    /// The targets in the order of their sectors.
    let targets: UnsafeBufferPointer<Target>

    /// The devices that the targets name, each once, in order of first appearance (`dm_table`'s device list).
    let devices: UnsafeBufferPointer<UInt16>

    /// All hardware queues below, of leaves reached through lower mapped devices too, each once, ascending.
    let queues: UnsafeBufferPointer<UInt32>

    /// For each hardware queue of the stack its place in `queues`; `UInt32.max` where it does not lie below.
    let placeOfQueue: UnsafeBufferPointer<UInt32>

    private static let loads = Atomic<UInt32>(0)

    /// The legs that the targets point to, by line. Not an array: workers copy this struct, and a copy must not count references.
    let legs: UnsafeBufferPointer<UnsafeBufferPointer<Leg>>

    /// - Parameters:
    ///   - plan: the table's lines.
    ///   - queuesOf: the hardware queues under a device that was loaded before.
    ///   - queueCount: how many hardware queues the stack has.
    init(_ plan: [StackPlan.Target], queuesOf: (UInt16) -> [UInt32], queueCount: Int) {
        var owned: [UnsafeBufferPointer<Leg>] = []
        var startSector: UInt64 = 0
        let targets = plan.map { line in
            let legs = allocateBuffer(line.kind.legs)
            owned.append(legs)
            defer { startSector += line.sectorCount }
            return Target(line, from: startSector, legs: legs, line: owned.count - 1)
        }
        var devices: [UInt16] = []
        for leg in plan.flatMap(\.kind.legs) where !devices.contains(leg.device) {
            devices.append(leg.device)
        }
        let queues = Set(devices.flatMap(queuesOf)).sorted()
        var places = [UInt32](repeating: .max, count: queueCount)
        for (place, queue) in queues.enumerated() { places[Int(queue)] = UInt32(place) }
        generation = Self.loads.wrappingAdd(1, ordering: .relaxed).newValue
        self.targets = allocateBuffer(targets)
        self.devices = allocateBuffer(devices)
        self.queues = allocateBuffer(queues)
        placeOfQueue = allocateBuffer(places)
        legs = allocateBuffer(owned)
    }

    /// Frees what the table owns; no copy may be used afterwards.
    func deallocate() {
        for part in legs { part.deallocate() }
        legs.deallocate()
        targets.deallocate()
        devices.deallocate()
        queues.deallocate()
        placeOfQueue.deallocate()
    }

    /// The target that covers a sector. Most tables have one; others are searched by halves.
    @inline(__always)
    func target(at sector: UInt64) -> UnsafePointer<Target> {
        let first = targets.baseAddress.unsafelyUnwrapped
        if targets.count == 1 { return first }
        return first + search(sector)
    }

    private func search(_ sector: UInt64) -> Int {
        var low = 0
        var high = targets.count &- 1
        while low < high {
            let middle = (low &+ high) >> 1
            if targets[middle].endSector <= sector { low = middle &+ 1 } else { high = middle }
        }
        return low
    }
}
