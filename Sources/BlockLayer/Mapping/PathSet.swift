/// The paths of a multipath target: which of them work, and the one whose turn it is (`struct multipath` of
/// dm-mpath.c). Shared by all workers.
struct PathSet<M: Machine>: ~Copyable {
    /// A bit for each path that is not left out. Written when paths fail and return.
    private let usable: CacheLinePadded<SharedWord<M>>
    /// The number of IOs so far. Linux takes the lock of the path selector for each.
    private let turns = CacheLinePadded(SharedWord<M>(0))
    /// Held where paths fail and return, as `multipath.lock` is: else a path could return for a failure that is over
    /// just after it has failed again.
    private let lock = CacheLinePadded(SpinLock<M>())
    /// The time at which each path failed last, in ticks; written under the lock.
    private let failedTicks: UnsafeMutablePointer<SharedWord<M>>
    private let count: Int
    /// How long a path that failed is left out; nil for ever.
    private let reinstateTicks: UInt64?
    /// The paths, in memory of the table.
    let legs: UnsafeBufferPointer<Leg>
    /// Whether IOs wait where no path works, instead of failing.
    let queuesIfNoPath: Bool

    /// - Parameter legs: 1 to 64 paths; none for a line that is of another target.
    init(_ legs: UnsafeBufferPointer<Leg>, queuesIfNoPath: Bool, reinstateTicks: UInt64?) {
        self.legs = legs
        self.queuesIfNoPath = queuesIfNoPath
        let count = max(1, legs.count)
        self.count = count
        self.reinstateTicks = reinstateTicks
        usable = CacheLinePadded(SharedWord(Self.all(count)))
        failedTicks = allocateLines(count)
        for path in 0..<count { (failedTicks + path).initialize(to: SharedWord(0)) }
    }

    deinit {
        failedTicks.deinitialize(count: count).deallocate()
    }

    private static func all(_ count: Int) -> UInt64 { .max >> UInt64(64 - count) }

    /// The path whose turn it is; nil if none works.
    borrowing func next() -> Int? {
        var paths = usablePaths()
        if paths == 0 { return nil }
        let turn = Int(truncatingIfNeeded: turns.value.add(1) % UInt64(paths.nonzeroBitCount))
        for _ in 0..<turn { paths &= paths &- 1 }
        return paths.trailingZeroBitCount
    }

    /// Whether a path works.
    borrowing func hasPath() -> Bool { usablePaths() != 0 }

    /// Leaves a path out: `fail_path`. One that is left out already stays out no longer for it.
    borrowing func fail(_ path: Int) {
        let bit = UInt64(1) << UInt64(path)
        _ = lock.value.lock()
        if usable.value.load() & bit != 0 {
            failedTicks[path].store(M.ticks())
            usable.value.clearBits(bit)
        }
        lock.value.unlock()
    }

    /// The paths that work, after those were taken back whose time is up.
    @inline(__always)
    private borrowing func usablePaths() -> UInt64 {
        let paths = usable.value.load()
        return paths == Self.all(count) || reinstateTicks == nil ? paths : reinstate(paths)
    }

    @inline(never)
    private borrowing func reinstate(_ paths: UInt64) -> UInt64 {
        let now = M.ticks()
        if due(of: paths, at: now) == 0 { return paths }
        _ = lock.value.lock()
        let returning = due(of: usable.value.load(), at: now)
        if returning != 0 { usable.value.setBits(returning) }
        let newest = usable.value.load()
        lock.value.unlock()
        return newest
    }

    /// Those of the paths left out whose time is up.
    private borrowing func due(of paths: UInt64, at now: UInt64) -> UInt64 {
        guard let reinstateTicks else { return 0 }
        var due: UInt64 = 0
        for path in 0..<count where paths >> UInt64(path) & 1 == 0 {
            let failed = failedTicks[path].load()
            if now >= failed && now &- failed >= reinstateTicks { due |= 1 << UInt64(path) }
        }
        return due
    }
}

// For checks of schedules.
extension PathSet {
    /// The address of the word whose changes ``fault(from:to:at:)`` judges.
    var usableWord: UnsafeRawPointer { withUnsafePointer(to: usable.value) { UnsafeRawPointer($0) } }

    /// Whether the lock is held: never, once the workers have ended.
    var isLockHeld: Bool { lock.value.isHeld() }

    /// What is wrong with a change of the paths that work, at a time, before another thread goes on; nil if nothing is.
    borrowing func fault(from old: UInt64, to new: UInt64, at now: UInt64) -> String? {
        if new & ~Self.all(count) != 0 { return "a path works that is none of the target's" }
        for path in 0..<count {
            let bit = UInt64(1) << UInt64(path)
            if old & bit != 0 || new & bit == 0 { continue }
            guard let reinstateTicks else { return "path \(path) returns, and none ever shall" }
            let failed = UnsafeRawPointer(failedTicks + path).load(as: UInt64.self)
            if now < failed &+ reinstateTicks { return "path \(path) returns before its time" }
        }
        return nil
    }
}
