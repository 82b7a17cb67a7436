/// Clones that their owner takes from its pool and others release: fewer than are needed, so that it has to wait.
final class PooledClones: @unchecked Sendable {
    typealias M = SimulatedMachine

    private static var cloneCount: Int { 2 }
    private static var uses: Int { 4 }

    /// By address: a schedule may end in the middle of a call of it, which must be no access to this object.
    private let pool: UnsafeMutablePointer<BioPool<M>>
    private let mailbox = allocateValue(Mailbox<M>())
    /// Clones in use, handed to the threads that release them.
    private let handed = allocateValue(Mailbox<M>())
    private let released = allocateValue(SharedWord<M>(0))

    init(_ scheduler: Scheduler) {
        let clones = BioPool<M>(capacity: Self.cloneCount, sizeBytes: MemoryLayout<Bio<M>>.size) {
            memory, _ in
            memory.initializeMemory(as: Bio<M>.self, to: Bio(owner: 0, buffer: memory))
        }
        pool = allocateValue(clones)
        scheduler.state.pointee.watch.add(clones, isRoots: false, of: 0)
    }

    deinit {
        pool.pointee.deallocate()
        pool.deallocate()
        mailbox.deinitialize(count: 1).deallocate()
        handed.deinitialize(count: 1).deallocate()
        released.deinitialize(count: 1).deallocate()
    }

    func take() {
        var left = Self.uses
        while left > 0 {
            collect()
            while left > 0, let clone = pool.pointee.take() {
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
            pool.pointee.put(bio)
        }
    }

    func release() {
        while released.pointee.load() < Self.uses {
            var clone = handed.pointee.releasedClones.takeAll()
            if clone == nil { M.spin(0, on: handed) }
            while let bio = clone {
                clone = bio.pointee.next
                M.note(.ended(status: 0), of: bio)
                mailbox.pointee.releasedClones.push(bio)
                released.pointee.add(1)
            }
        }
    }

    var fault: String? {
        collect()
        let missing = pool.pointee.capacity - pool.pointee.freeCount
        return missing == 0
            ? nil : "\(missing) clones did not come home"
    }
}
