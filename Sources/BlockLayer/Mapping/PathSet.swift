/// The paths of a multipath target: which of them work, and the one whose turn it is (`struct multipath` of dm-mpath.c).
/// Shared by all workers.
struct PathSet<M: Machine>: ~Copyable {
    /// A bit for each path that is not left out. Written when paths fail and return.
    private let usable: CacheLinePadded<SharedWord<M>>
    /// The number of IOs so far. Linux takes the lock of the path selector for each.
    private let turns = CacheLinePadded(SharedWord<M>(0))
    /// The time at which each path failed last, in ticks.
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
        failedTicks = .allocate(capacity: count)
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
        if usable.value.load() & bit == 0 { return }
        failedTicks[path].store(M.ticks())
        usable.value.clearBits(bit)
    }

    /// The paths that work, after those were taken back whose time is up.
    @inline(__always)
    private borrowing func usablePaths() -> UInt64 {
        let paths = usable.value.load()
        return paths == Self.all(count) || reinstateTicks == nil ? paths : reinstate(paths)
    }

    @inline(never)
    private borrowing func reinstate(_ paths: UInt64) -> UInt64 {
        guard let reinstateTicks else { return paths }
        var paths = paths
        let now = M.ticks()
        for path in 0..<count where paths >> UInt64(path) & 1 == 0 {
            if now &- failedTicks[path].load() < reinstateTicks { continue }
            usable.value.setBits(1 << UInt64(path))
            paths |= 1 << UInt64(path)
        }
        return paths
    }
}
