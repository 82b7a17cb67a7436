/// Follows each bio of a schedule through its lives: in its pool, in use, ended; and each leaf to a queue and back.
///
/// Knows bios by the pools in whose memory they lie, so it needs nothing of the bios themselves to be right.
struct BioWatch {
    typealias M = SimulatedMachine

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
        /// Its place in `leavesOnQueues`.
        var place = 0
        /// Of a root: its leaves that are on queues.
        var leavesOut = 0
        /// A bit for each error that its parts ended with, or it itself if it is a leaf.
        var errors: UInt16 = 0
        /// Whether its counts are about to be set for a new life.
        var isFresh = false
        /// Whether it has been on a queue since it was taken or went down another path.
        var hasBeenReaped = false

        var name: String { "\(isRoot ? "root" : "clone") \(owner)/\(number)" }
    }

    private struct Region {
        let start: UnsafeMutableRawPointer
        let byteCount: Int
        let stride: Int
        let firstRecord: Int
    }

    private var regions: [Region] = []
    var records: [Record] = []
    var leavesOnQueues: [Int] = []
    /// The stack, if its tables can make IOs fail.
    var failingPlan: StackPlan?
    /// By worker: its roots and its clones that are under way.
    var rootsUnderWay = [Int](repeating: 0, count: Scheduler.mostFibres)
    var clonesUnderWay = [Int](repeating: 0, count: Scheduler.mostFibres)
    /// The most roots that a worker of the design may have under way; nil for any number.
    var rootsAtMost: Int?
    /// The most clones of one root; nil where clones have no roots.
    var clonesPerRoot: Int?
    /// By hardware queue: calls of its driver that are under way.
    var callsUnderWay: [Int] = []

    /// A dead bio that clones in their pool have as their parent: following that link is an access to a dead bio.
    private let deadParent: UnsafeMutableRawPointer
    private static var deadParentBytes: Int { 1024 }
    /// Where the counts are in a bio.
    private let completionOffset: Int

    init() {
        deadParent = .allocate(byteCount: Self.deadParentBytes, alignment: 128)
        deadParent.initializeMemory(as: UInt8.self, repeating: 0, count: Self.deadParentBytes)
        let bio = deadParent.initializeMemory(as: Bio<M>.self, to: Bio(owner: 0, buffer: deadParent))
        completionOffset =
            withUnsafePointer(to: bio.pointee.completion) { UnsafeRawPointer($0) }
            - UnsafeRawPointer(deadParent)
    }

    /// Forgets all bios.
    mutating func begin() {
        regions.removeAll(keepingCapacity: true)
        records.removeAll(keepingCapacity: true)
        leavesOnQueues.removeAll(keepingCapacity: true)
        callsUnderWay.removeAll(keepingCapacity: true)
        clonesPerRoot = nil
        rootsAtMost = nil
        failingPlan = nil
        for worker in 0..<Scheduler.mostFibres {
            rootsUnderWay[worker] = 0
            clonesUnderWay[worker] = 0
        }
        addRegion(
            deadParent, byteCount: Self.deadParentBytes, stride: Self.deadParentBytes, isRoot: false,
            owner: 0)
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
            if bio.pointee.isAlive {
                record.phase = .alive
                if isRoot { rootsUnderWay[owner] += 1 } else { clonesUnderWay[owner] += 1 }
            }
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

    /// The parent that a bio in its pool has.
    var parentOfPooled: BioPointer<M> { deadParent.assumingMemoryBound(to: Bio<M>.self) }

    /// Whether a word of a bio's memory is its counts.
    @inline(__always)
    func isCount(_ address: UnsafeRawPointer, of record: Int32) -> Bool {
        address - UnsafeRawPointer(records[Int(record)].bio) == completionOffset
    }

    /// The value of a bio's counts.
    func counts(of number: Int) -> UInt64 {
        (UnsafeRawPointer(records[number].bio) + completionOffset).load(as: UInt64.self)
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
