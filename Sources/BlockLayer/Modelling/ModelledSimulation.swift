/// A simulation in which an access costs what the coherence state of its cache line costs on a described machine, in
/// virtual time; see ``ModelledScheduler``. What stands for the inside of a device costs no CPU anything.
final class ModelledSimulation: Simulation {
    private let scheduler: ModelledScheduler
    /// How many devices, one in the other, the accesses stand for the inside of.
    private var workingDevices = 0

    init(_ scheduler: ModelledScheduler) {
        self.scheduler = scheduler
    }

    private var isDevice: Bool { workingDevices > 0 }

    override func willRead(_ word: UnsafeRawPointer, _ order: AccessOrder, site: UnsafeRawPointer?) {
        if !isDevice { scheduler.load(word) }
    }

    override func willWrite(_ word: UnsafeRawPointer, _ order: AccessOrder, site: UnsafeRawPointer?) {
        if !isDevice { scheduler.store(word) }
    }

    override func willModify(
        _ word: UnsafeRawPointer, ifEqual expected: UInt64?, site: UnsafeRawPointer?
    ) {
        if !isDevice { scheduler.modify(word, isExchange: expected != nil) }
    }

    override func spin(on word: UnsafeRawPointer) {
        if !isDevice { scheduler.spin(on: word) }
    }

    override func ticks(site: UnsafeRawPointer?) -> UInt64 {
        isDevice ? scheduler.fibre.pointee.clock : scheduler.readClock()
    }

    override var cpu: UInt32 { UInt32(scheduler.fibre.pointee.cpu) }

    override func note(_ event: BioEvent, of bio: UnsafeRawPointer) {
        switch event {
        case .taken, .ended, .putBack: willWritePlain(bio)
        case .missing, .polled, .failedOver: return
        }
    }

    override func willReadPlain(_ memory: UnsafeRawPointer) {
        if !isDevice { scheduler.loadPlain(memory) }
    }

    override func willWritePlain(_ memory: UnsafeRawPointer) {
        if !isDevice { scheduler.storePlain(memory) }
    }

    override func deviceWrote(_ word: UnsafeRawPointer, at ticks: UInt64) {
        if !isDevice { scheduler.deviceWrote(word, at: ticks) }
    }

    override func deviceWorks(_ isWorking: Bool) {
        workingDevices += isWorking ? 1 : -1
    }

    override func spend(_ work: Work) {
        if !isDevice { scheduler.spend(work) }
    }
}
