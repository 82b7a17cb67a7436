/// A machine that somebody described: an access to a shared word costs what the coherence state of its cache line costs
/// there, in virtual time.
///
/// Its threads are fibres of one thread, in the order of their clocks; see ``ModelledScheduler``. Outside of a run it
/// is a machine with one thread where nothing costs anything.
enum ModelledMachine: Machine {
    // Not inlined: an access is some dozens of instructions, and the engine has hundreds of them for each design.
    @inline(never)
    static func willRead(_ word: UnsafeRawPointer, _ order: AccessOrder) {
        ModelledScheduler.running?.load(word)
    }

    @inline(never)
    static func willWrite(_ word: UnsafeRawPointer, _ order: AccessOrder) {
        ModelledScheduler.running?.store(word)
    }

    @inline(never)
    static func willModify(_ word: UnsafeRawPointer, ifEqual expected: UInt64?) {
        ModelledScheduler.running?.modify(word, isExchange: expected != nil)
    }

    @inline(never)
    static func spin(_ attempt: UInt32, on word: UnsafeRawPointer) {
        ModelledScheduler.running?.spin(on: word)
    }

    @inline(never)
    static func ticks() -> UInt64 {
        if let scheduler = ModelledScheduler.running { return scheduler.readClock() }
        return ModelledScheduler.ofThread?.fibre.pointee.clock ?? 0
    }

    @inline(never)
    static func cpu() -> UInt32 { ModelledScheduler.running.map { UInt32($0.fibre.pointee.cpu) } ?? 0 }

    @inline(never)
    static func note(_ event: BioEvent, of bio: UnsafeRawPointer) {
        switch event {
        case .taken, .ended, .putBack: ModelledScheduler.running?.storePlain(bio)
        case .missing, .polled, .failedOver: return
        }
    }

    @inline(never)
    static func willReadPlain(_ memory: UnsafeRawPointer) {
        ModelledScheduler.running?.loadPlain(memory)
    }

    @inline(never)
    static func willWritePlain(_ memory: UnsafeRawPointer) {
        ModelledScheduler.running?.storePlain(memory)
    }

    @inline(never)
    static func deviceWrote(_ word: UnsafeRawPointer, at ticks: UInt64) {
        ModelledScheduler.running?.deviceWrote(word, at: ticks)
    }

    @inline(never)
    static func deviceWorks(_ isWorking: Bool) {
        ModelledScheduler.ofThread?.state.pointee.workingDevices += isWorking ? 1 : -1
    }

    @inline(never)
    static func spend(_ work: Work) {
        ModelledScheduler.running?.spend(work)
    }
}
