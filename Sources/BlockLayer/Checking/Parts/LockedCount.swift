/// A number that is read and written under a lock, in two steps.
final class LockedCount: @unchecked Sendable {
    private let lock = allocateValue(SpinLock<SimulatedMachine>())
    private let number = allocateValue(SharedWord<SimulatedMachine>(0))
    private(set) var successes: UInt64 = 0

    deinit {
        lock.deinitialize(count: 1).deallocate()
        number.deinitialize(count: 1).deallocate()
    }

    func increment() {
        _ = lock.pointee.lock()
        number.pointee.store(number.pointee.load() &+ 1)
        lock.pointee.unlock()
    }

    func tryIncrement() {
        guard lock.pointee.tryLock() else { return }
        successes += 1
        number.pointee.store(number.pointee.load() &+ 1)
        lock.pointee.unlock()
    }

    var count: UInt64 { number.pointee.load() }
    var isHeld: Bool { lock.pointee.isHeld() }
}
