/// Follows each bio of a schedule through its lives: in its pool, in use, ended; and each leaf to a queue and back.
///
/// Knows bios by the pools in whose memory they lie, so it needs nothing of the bios themselves to be right.
struct BioWatch {
    typealias M = InterleavedMachine

    enum Phase {
        case pooled
        case alive
        case ended
    }

    struct Record {
        let bio: BioPointer<M>
        let isRoot: Bool
        /// Its worker, and its number in that worker's pool.
        let owner: Int
        let number: Int
        var phase = Phase.pooled
        /// The hardware queue that it is on.
        var queue: UInt32?
        /// Where it stands in `leavesOnQueues`.
        var place = 0
        /// Of a root: its leaves that are on queues, and a bit for each status that parts of it ended with.
        var leavesOut = 0
        var statuses: UInt16 = 0

        var name: String { "\(isRoot ? "root" : "clone") \(owner)/\(number)" }
    }

    private struct Region {
        let start: UnsafeMutableRawPointer
        let byteCount: Int
        let stride: Int
        let firstRecord: Int
    }

    private var regions: [Region] = []
    private(set) var records: [Record] = []
    private(set) var leavesOnQueues: [Int] = []
    /// Statuses that roots may end with because of the table alone, a bit for each.
    var statusesOfTable: UInt16 = 0

    /// Stands for the parent of clones that are in their pool: whoever follows that link touches a bio that is dead.
    private let nobody: UnsafeMutableRawPointer
    private static var nobodyBytes: Int { 1024 }

    init() {
        nobody = .allocate(byteCount: Self.nobodyBytes, alignment: 128)
        nobody.initializeMemory(as: UInt8.self, repeating: 0, count: Self.nobodyBytes)
        nobody.initializeMemory(as: Bio<M>.self, to: Bio(owner: 0, buffer: nobody))
    }

    /// Forgets all bios.
    mutating func begin() {
        regions.removeAll(keepingCapacity: true)
        records.removeAll(keepingCapacity: true)
        leavesOnQueues.removeAll(keepingCapacity: true)
        addRegion(nobody, byteCount: Self.nobodyBytes, stride: Self.nobodyBytes, isRoot: false, owner: 0)
    }

    mutating func add(_ pool: BioPool<M>, isRoots: Bool, of owner: Int) {
        addRegion(
            pool.pages.start, byteCount: pool.stride * pool.capacity, stride: pool.stride, isRoot: isRoots,
            owner: owner)
    }

    private mutating func addRegion(
        _ start: UnsafeMutableRawPointer, byteCount: Int, stride: Int, isRoot: Bool, owner: Int
    ) {
        regions.append(
            Region(start: start, byteCount: byteCount, stride: stride, firstRecord: records.count))
        for number in 0..<byteCount / stride {
            let bio = (start + number * stride).assumingMemoryBound(to: Bio<M>.self)
            var record = Record(bio: bio, isRoot: isRoot, owner: owner, number: number)
            if bio.pointee.isAlive { record.phase = .alive }
            records.append(record)
        }
    }

    /// The record of the bio in whose memory an address lies; negative if in none.
    func record(at address: UnsafeRawPointer) -> Int32 {
        for region in regions {
            let offset = address - UnsafeRawPointer(region.start)
            if offset >= 0 && offset < region.byteCount {
                return Int32(region.firstRecord + offset / region.stride)
            }
        }
        return -1
    }

    /// What is wrong with touching the shared words of a bio now.
    @inline(__always)
    func faultOfAccess(_ record: Int32) -> Fault.Kind? {
        let record = records[Int(record)]
        if record.phase == .alive || record.isRoot && record.phase == .ended { return nil }
        return .touchedDead
    }

    /// A clone that is under way and that a mapped device made; of any of them for nil.
    func clone(madeBy device: Int?) -> String? {
        let found = records.first { record in
            guard !record.isRoot, record.phase == .alive, let parent = record.bio.pointee.parent else {
                return false
            }
            return device.map { Int(parent.pointee.device) == $0 } ?? true
        }
        return found?.name
    }

    /// The earliest time after `now` at which a leaf is ready; `UInt64.max` if there is none.
    func nextReady(after now: UInt64) -> UInt64 {
        var next = UInt64.max
        for number in leavesOnQueues {
            let ready = records[number].bio.pointee.readyTicks
            if ready > now && ready < next { next = ready }
        }
        return next
    }
}

extension BioWatch {
    mutating func note(_ event: BioEvent, _ number: Int) -> Fault.Kind? {
        switch event {
        case .taken: take(number)
        case .ended: end(number)
        case .putBack: putBack(number)
        }
    }

    private mutating func take(_ number: Int) -> Fault.Kind? {
        if records[number].phase != .pooled { return .touchedDead }
        records[number].phase = .alive
        records[number].statuses = 0
        records[number].leavesOut = 0
        return nil
    }

    private mutating func end(_ number: Int) -> Fault.Kind? {
        let record = records[number]
        switch record.phase {
        case .pooled: return .touchedDead
        case .ended: return .endedTwice
        case .alive: records[number].phase = .ended
        }
        if record.queue != nil || record.leavesOut > 0 { return .endedEarly }
        return record.isRoot && !isRight(record.bio.pointee.status, of: record) ? .wrongStatus : nil
    }

    /// A root ends well if all its parts did, else with the status of one of them.
    private func isRight(_ status: Status, of record: Record) -> Bool {
        if status == .ok { return record.statuses == 0 }
        return (record.statuses | statusesOfTable) >> UInt16(status.rawValue) & 1 == 1
    }

    private mutating func putBack(_ number: Int) -> Fault.Kind? {
        let record = records[number]
        if record.phase == .pooled { return .touchedDead }
        if record.phase == .alive { return .putBackAlive }
        records[number].phase = .pooled
        if !record.isRoot { record.bio.pointee.parent = nobody.assumingMemoryBound(to: Bio<M>.self) }
        return nil
    }
}

extension BioWatch {
    /// A leaf is offered to a hardware queue.
    mutating func submit(_ leaf: BioPointer<M>, to queue: UInt32) -> Fault.Kind? {
        let number = Int(record(at: leaf))
        let root = root(of: leaf)
        if records[number].phase != .alive || records[root].phase != .alive { return .touchedDead }
        if records[number].queue != nil { return .submittedTwice }
        records[number].queue = queue
        records[number].place = leavesOnQueues.count
        leavesOnQueues.append(number)
        records[root].leavesOut += 1
        return nil
    }

    /// The queue had no room for it after all.
    mutating func withdraw(_ leaf: BioPointer<M>) {
        takeOffQueue(Int(record(at: leaf)))
        records[root(of: leaf)].leavesOut -= 1
    }

    /// A leaf is reaped from a hardware queue.
    mutating func reap(_ leaf: BioPointer<M>, from queue: UInt32) -> Fault.Kind? {
        let number = Int(record(at: leaf))
        if records[number].queue != queue { return .reapedTwice }
        takeOffQueue(number)
        let root = root(of: leaf)
        records[root].leavesOut -= 1
        let status = leaf.pointee.status
        if status != .ok && status != .again { records[root].statuses |= 1 << UInt16(status.rawValue) }
        return nil
    }

    private mutating func takeOffQueue(_ number: Int) {
        let place = records[number].place
        let last = leavesOnQueues.removeLast()
        if last != number {
            leavesOnQueues[place] = last
            records[last].place = place
        }
        records[number].queue = nil
    }

    private func root(of leaf: BioPointer<M>) -> Int {
        var bio = leaf
        while let parent = bio.pointee.parent { bio = parent }
        return Int(record(at: bio))
    }
}
