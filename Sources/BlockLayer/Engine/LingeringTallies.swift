/// The number of bios of each worker that are finished and wait for their owner to end them, by the worker that
/// finished them.
///
/// A row for each worker, on cache lines of its own, which only that worker writes; it counts all that it ever
/// finished. An owner subtracts what it has ended; see ``Worker/lingeringCount``.
struct LingeringTallies: BitwiseCopyable {
    private let tallies: UnsafeMutablePointer<Tally>
    private let workerCount: Int
    private let rowLength: Int

    /// Control plane, as ``deallocate()``.
    init(workerCount: Int) {
        self.workerCount = workerCount
        // Lines are fetched in pairs; see `CacheLinePadded`.
        let tallyBytes = MemoryLayout<Tally>.stride
        let rowBytes = (workerCount * tallyBytes + 127) & ~127
        rowLength = rowBytes / tallyBytes
        let count = workerCount * rowLength
        tallies = UnsafeMutableRawPointer.allocate(byteCount: workerCount * rowBytes, alignment: 128)
            .bindMemory(to: Tally.self, capacity: count)
        for place in 0..<count { (tallies + place).initialize(to: Tally()) }
    }

    func deallocate() {
        tallies.deinitialize(count: workerCount * rowLength)
        UnsafeMutableRawPointer(tallies).deallocate()
    }

    /// Counts a bio of `owner` that `worker`, the caller, has finished.
    @inline(__always)
    func addOne(of owner: UInt16, by worker: Int) {
        tallies[worker &* rowLength &+ Int(owner)].add(1)
    }

    /// The bios of `owner` that were finished for it so far.
    func sum(of owner: Int) -> UInt64 {
        var sum: UInt64 = 0
        for worker in 0..<workerCount { sum &+= tallies[worker &* rowLength &+ owner].read() }
        return sum
    }
}
