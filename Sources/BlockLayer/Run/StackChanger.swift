import RandomNumbers

/// Loads tables of a run's stack anew and has controllers come back with other numbers of queues, each after its time,
/// on a thread of its own beside the workers.
struct StackChanger<Design: PollingDesign, Queue: HardwareQueue, Host: RunHost>
where Queue.M == Design.M, Host.M == Design.M {
    typealias Stack = LoadedStack<Design, Queue>

    private let stack: UnsafePointer<Stack>
    private let host: Host
    private var intervals: [Interval] = []
    private var random: RandomGenerator
    private(set) var changes = StackChanges()

    /// Something that is done again and again.
    private struct Interval {
        let isReset: Bool
        let nanoseconds: UInt64
        /// Whose turn it is, one after the other.
        let devices: [Int]
        var turn = 0
        var dueNanoseconds: UInt64
    }

    init(_ stack: UnsafePointer<Stack>, _ settings: RunSettings, on host: Host) {
        self.stack = stack
        self.host = host
        random = RandomGenerator(seed: settings.seed)
        let devices = settings.plan.devices
        if let nanoseconds = settings.reloadNanoseconds {
            let mapped = devices.indices.reversed().filter { devices[$0].leaf == nil }
            add(isReset: false, nanoseconds, mapped)
        }
        let leaves = devices.indices.filter { devices[$0].leaf != nil }
        for (leaf, nanoseconds) in zip(leaves, settings.resetNanoseconds) where nanoseconds > 0 {
            add(isReset: true, nanoseconds, [leaf])
        }
    }

    private mutating func add(isReset: Bool, _ nanoseconds: UInt64, _ devices: [Int]) {
        intervals.append(
            Interval(
                isReset: isReset, nanoseconds: nanoseconds, devices: devices, dueNanoseconds: nanoseconds))
    }

    /// Changes what is due until all workers have ended.
    mutating func run() {
        host.waitForBeginning()
        let begin = host.nanoseconds()
        while let next = intervals.indices.min(by: { due(of: $0) < due(of: $1) }) {
            let passed = host.nanoseconds() - begin
            let due = due(of: next)
            if host.sleep(nanoseconds: due > passed ? due - passed : 0) { return }
            let device = intervals[next].devices[intervals[next].turn % intervals[next].devices.count]
            intervals[next].turn += 1
            if intervals[next].isReset { reset(device) } else { reload(device) }
            // A change that takes longer than its interval comes as often as it can.
            let last = max(due, host.nanoseconds() - begin)
            intervals[next].dueNanoseconds = last + intervals[next].nanoseconds
        }
    }

    private func due(of interval: Int) -> UInt64 { intervals[interval].dueNanoseconds }

    private mutating func reload(_ device: Int) {
        let changed = stack.pointee.reloaded(device)
        changes.reloads += 1
        change(device, changed)
    }

    /// The top device is suspended for it: all tables above the controller are loaded anew.
    private mutating func reset(_ device: Int) {
        guard let most = stack.pointee.plan.devices[device].leaf?.queueCount else { return }
        let shift = most == 1 ? 0 : Int(random.next(below: UInt64(most - 1)))
        let count = (stack.pointee.devices[device].queues.count + shift) % most + 1
        let changed = stack.pointee.reset(device, queueCount: count)
        changes.resets += 1
        change(stack.pointee.plan.devices.count - 1, changed)
    }

    private mutating func change(_ suspended: Int, _ changed: [Int: LoadedDevice<Design>]) {
        let begin = host.nanoseconds()
        let stop = host.stopFlag
        stack.pointee.suspend(suspended, stop.pointee, wait: host.waitShortly)
        let isAtRest = stack.pointee.resume(suspended, with: changed, stop.pointee, wait: host.waitShortly)
        if !isAtRest { changes.wereAtRest = false }
        changes.longestNanoseconds = max(changes.longestNanoseconds, host.nanoseconds() - begin)
    }
}

/// The number of changes of a stack while it was in use, and their outcome.
public struct StackChanges: Sendable, Equatable {
    /// Tables loaded anew, and controllers reset.
    public var reloads = 0
    public var resets = 0
    /// The longest that one of them took, from suspension to the last bio that waited for it.
    public var longestNanoseconds: UInt64 = 0
    /// Whether the design's state of every table that was replaced said that nothing was in flight: if not, that is a
    /// fault of the design.
    public var wereAtRest = true

    public init() {}

    /// Adds those of another run.
    public mutating func merge(_ other: StackChanges) {
        reloads += other.reloads
        resets += other.resets
        longestNanoseconds = max(longestNanoseconds, other.longestNanoseconds)
        wereAtRest = wereAtRest && other.wereAtRest
    }
}
