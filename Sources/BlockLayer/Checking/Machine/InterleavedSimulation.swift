/// A simulation in which each access to a shared word, each reading of the clock and each turn of a spin loop is a
/// step: before it, a ``Scheduler`` decides which fibre goes on.
final class InterleavedSimulation: Simulation {
    private let scheduler: Scheduler

    init(_ scheduler: Scheduler) {
        self.scheduler = scheduler
    }

    override func willRead(_ word: UnsafeRawPointer, _ order: AccessOrder, site: UnsafeRawPointer?) {
        scheduler.access(word, .read, order, site: site)
    }

    override func willWrite(_ word: UnsafeRawPointer, _ order: AccessOrder, site: UnsafeRawPointer?) {
        scheduler.access(word, .write, order, site: site)
    }

    override func willModify(
        _ word: UnsafeRawPointer, ifEqual expected: UInt64?, site: UnsafeRawPointer?
    ) {
        scheduler.access(word, .modification, .sequential, ifEqual: expected, site: site)
    }

    override func spin(on word: UnsafeRawPointer) { scheduler.spin(on: word) }

    override func ticks(site: UnsafeRawPointer?) -> UInt64 { scheduler.readClock(site: site) }

    override var cpu: UInt32 { UInt32(scheduler.currentFibre) }

    override func note(_ event: BioEvent, of bio: UnsafeRawPointer) { scheduler.note(event, of: bio) }

    override func note(_ event: QueuePollEvent, queue: UInt32) { scheduler.note(event, queue: queue) }
}
