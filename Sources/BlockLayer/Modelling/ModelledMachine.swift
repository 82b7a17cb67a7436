/// A machine that somebody described: an access to a shared word costs what the coherence state of its cache line costs
/// there, in virtual time.
///
/// Its threads are fibres of one thread, in the order of their clocks; see ``ModelledScheduler``. Outside of a run it is
/// a machine with one thread where nothing costs anything.
enum ModelledMachine: Machine {
    static func willRead(_ word: UnsafeRawPointer, _ order: AccessOrder) {
        ModelledScheduler.running?.load(word)
    }

    static func willWrite(_ word: UnsafeRawPointer, _ order: AccessOrder) {
        ModelledScheduler.running?.store(word)
    }

    static func willModify(_ word: UnsafeRawPointer, ifEqual expected: UInt64?) {
        ModelledScheduler.running?.modify(word, isExchange: expected != nil)
    }

    static func spin(_ attempt: UInt32, on word: UnsafeRawPointer) {
        ModelledScheduler.running?.spin(on: word)
    }

    static func ticks() -> UInt64 {
        if let scheduler = ModelledScheduler.running { return scheduler.readClock() }
        return ModelledScheduler.ofThread?.fibre.pointee.clock ?? 0
    }

    static func cpu() -> UInt32 { ModelledScheduler.running.map { UInt32($0.fibre.pointee.cpu) } ?? 0 }

    static func note(_ event: BioEvent, of bio: UnsafeRawPointer) {
        switch event {
        case .taken, .ended, .putBack: ModelledScheduler.running?.storePlain(bio)
        case .missing, .polled, .failedOver: return
        }
    }

    static func willReadPlain(_ memory: UnsafeRawPointer) {
        ModelledScheduler.running?.loadPlain(memory)
    }

    static func willWritePlain(_ memory: UnsafeRawPointer) {
        ModelledScheduler.running?.storePlain(memory)
    }

    static func deviceWrote(_ word: UnsafeRawPointer, at ticks: UInt64) {
        ModelledScheduler.running?.deviceWrote(word, at: ticks)
    }

    static func deviceWorks(_ isWorking: Bool) {
        ModelledScheduler.ofThread?.state.pointee.workingDevices += isWorking ? 1 : -1
    }

    static func spend(_ work: Work) {
        ModelledScheduler.running?.spend(work)
    }
}
