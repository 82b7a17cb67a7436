import CPlatform

/// A machine whose threads are fibres of one thread: before each access to a shared word, each reading of the clock and
/// in each turn of a spin loop a ``Scheduler`` decides which of them goes on.
///
/// Outside of a schedule, while a stack is made or taken down, it is a machine with one thread.
enum InterleavedMachine: Machine {
    // Not inlined, so that the place that they return to tells the place in the source.
    @inline(never)
    static func willRead(_ word: UnsafeRawPointer, _ order: AccessOrder) {
        Scheduler.running?.access(word, .read, order, site: platform_call_site())
    }

    @inline(never)
    static func willWrite(_ word: UnsafeRawPointer, _ order: AccessOrder) {
        Scheduler.running?.access(word, .write, order, site: platform_call_site())
    }

    @inline(never)
    static func willModify(_ word: UnsafeRawPointer, ifEqual expected: UInt64?) {
        Scheduler.running?.access(
            word, .modification, .sequential, ifEqual: expected, site: platform_call_site())
    }

    @inline(never)
    static func spin(_ attempt: UInt32, on word: UnsafeRawPointer) {
        Scheduler.running?.spin(on: word)
    }

    @inline(never)
    static func ticks() -> UInt64 {
        Scheduler.running?.readClock(site: platform_call_site()) ?? 0
    }

    static func cpu() -> UInt32 {
        Scheduler.running.map { UInt32($0.currentFibre) } ?? 0
    }

    static var makesStacksOften: Bool { true }

    @inline(never)
    static func note(_ event: BioEvent, of bio: UnsafeRawPointer) {
        Scheduler.running?.note(event, of: bio)
    }

    @inline(never)
    static func note(_ event: QueuePollEvent, queue: UInt32) {
        Scheduler.running?.note(event, queue: queue)
    }
}
