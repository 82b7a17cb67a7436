/// Clones that their owner takes from its pool and others release: fewer than are needed, so that it has to wait.
final class PooledClones: @unchecked Sendable {
    typealias M = InterleavedMachine

    private static var cloneCount: Int { 2 }
    private static var uses: Int { 4 }

    private var pool: BioPool<M>
    private let mailbox = allocateValue(Mailbox<M>())
    /// Clones in use, handed to the threads that release them.
    private let handed = allocateValue(Mailbox<M>())
    private let released = allocateValue(SharedWord<M>(0))

    init(_ scheduler: Scheduler) {
        pool = BioPool(capacity: Self.cloneCount, sizeBytes: MemoryLayout<Bio<M>>.size) { memory, _ in
            memory.initializeMemory(as: Bio<M>.self, to: Bio(owner: 0, buffer: memory))
        }
        scheduler.state.pointee.watch.add(pool, isRoots: false, of: 0)
    }

    deinit {
        pool.deallocate()
        mailbox.deinitialize(count: 1).deallocate()
        handed.deinitialize(count: 1).deallocate()
        released.deinitialize(count: 1).deallocate()
    }

    func take() {
        var left = Self.uses
        while left > 0 {
            collect()
            while left > 0, let clone = pool.take() {
                handed.pointee.releasedClones.push(clone)
                left -= 1
            }
            if left > 0 { M.spin(0, on: mailbox) }
        }
    }

    private func collect() {
        var clone = mailbox.pointee.releasedClones.takeAll()
        while let bio = clone {
            clone = bio.pointee.next
            pool.put(bio)
        }
    }

    func release() {
        while released.pointee.load() < Self.uses {
            var clone = handed.pointee.releasedClones.takeAll()
            if clone == nil { M.spin(0, on: handed) }
            while let bio = clone {
                clone = bio.pointee.next
                M.note(.ended, of: bio)
                mailbox.pointee.releasedClones.push(bio)
                released.pointee.add(1)
            }
        }
    }

    var fault: String? {
        collect()
        return pool.freeCount == pool.capacity
            ? nil : "\(pool.capacity - pool.freeCount) clones did not come home"
    }
}
