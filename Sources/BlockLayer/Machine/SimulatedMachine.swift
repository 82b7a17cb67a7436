import CPlatform

/// A machine whose threads are fibres of one thread, and whose hooks go to the ``Simulation`` that runs them: one that
/// explores interleavings, or one that charges in virtual time what a described machine would take.
///
/// Outside of a run, while a stack is made or taken down, it is a machine with one thread where nothing costs anything.
///
/// One machine for all simulations: each machine has the data plane compiled once more for each design.
enum SimulatedMachine: Machine {
    // Not inlined, so that the place that they return to tells the place in the source; and the engine has hundreds of
    // them for each design.
    @inline(never)
    static func willRead(_ word: UnsafeRawPointer, _ order: AccessOrder) {
        let site = platform_call_site()
        Simulation.running?._withUnsafeGuaranteedRef { $0.willRead(word, order, site: site) }
    }

    @inline(never)
    static func willWrite(_ word: UnsafeRawPointer, _ order: AccessOrder) {
        let site = platform_call_site()
        Simulation.running?._withUnsafeGuaranteedRef { $0.willWrite(word, order, site: site) }
    }

    @inline(never)
    static func willModify(_ word: UnsafeRawPointer, ifEqual expected: UInt64?) {
        let site = platform_call_site()
        Simulation.running?._withUnsafeGuaranteedRef { $0.willModify(word, ifEqual: expected, site: site) }
    }

    @inline(never)
    static func spin(_ attempt: UInt32, on word: UnsafeRawPointer) {
        Simulation.running?._withUnsafeGuaranteedRef { $0.spin(on: word) }
    }

    @inline(never)
    static func ticks() -> UInt64 {
        let site = platform_call_site()
        return Simulation.running?._withUnsafeGuaranteedRef { $0.ticks(site: site) } ?? 0
    }

    @inline(never)
    static func cpu() -> UInt32 {
        Simulation.running?._withUnsafeGuaranteedRef { $0.cpu } ?? 0
    }

    static var makesStacksOften: Bool { true }

    @inline(never)
    static func note(_ event: BioEvent, of bio: UnsafeRawPointer) {
        Simulation.running?._withUnsafeGuaranteedRef { $0.note(event, of: bio) }
    }

    @inline(never)
    static func note(_ event: QueuePollEvent, queue: UInt32) {
        Simulation.running?._withUnsafeGuaranteedRef { $0.note(event, queue: queue) }
    }

    @inline(never)
    static func willReadPlain(_ memory: UnsafeRawPointer) {
        Simulation.running?._withUnsafeGuaranteedRef { $0.willReadPlain(memory) }
    }

    @inline(never)
    static func willWritePlain(_ memory: UnsafeRawPointer) {
        Simulation.running?._withUnsafeGuaranteedRef { $0.willWritePlain(memory) }
    }

    @inline(never)
    static func deviceWrote(_ word: UnsafeRawPointer, at ticks: UInt64) {
        Simulation.running?._withUnsafeGuaranteedRef { $0.deviceWrote(word, at: ticks) }
    }

    @inline(never)
    static func deviceWorks(_ isWorking: Bool) {
        Simulation.running?._withUnsafeGuaranteedRef { $0.deviceWorks(isWorking) }
    }

    @inline(never)
    static func spend(_ work: Work) {
        Simulation.running?._withUnsafeGuaranteedRef { $0.spend(work) }
    }
}
