/// What accesses cost on a described machine: ``MachineModel`` in ticks of virtual time.
struct ModelledCosts {
    let load: UInt64
    let store: UInt64
    let modify: UInt64
    let sharedLoad: UInt64
    let clock: UInt64
    let reader: UInt64
    let pause: UInt64
    let localMemory: UInt64
    let remoteMemory: UInt64
    let completion: UInt64
    /// Of an addition at the home of the line; nil where the line moves to the CPU.
    let homeAdd: UInt64?
    /// By ``Work``.
    let work: InlineArray<6, UInt64>
    /// The same while the core's other thread computes too.
    let slowWork: InlineArray<6, UInt64>
    let arbitration: MachineModel.Arbitration
    /// How long a line is used by its owner although another CPU waits for it.
    let hold: UInt64
    private let overlap: UInt64
    private let farOverlap: UInt64
    private let exchangeOverlap: UInt64

    init(_ model: MachineModel, _ work: WorkPrices) {
        load = VirtualClock.ticks(model.hit.loadNanoseconds)
        store = VirtualClock.ticks(model.hit.storeNanoseconds)
        modify = VirtualClock.ticks(model.hit.modifyNanoseconds)
        sharedLoad = VirtualClock.ticks(model.hit.sharedNanoseconds)
        clock = VirtualClock.ticks(model.hit.clockNanoseconds)
        reader = VirtualClock.ticks(model.readerNanoseconds)
        pause = VirtualClock.ticks(model.pauseNanoseconds)
        localMemory = VirtualClock.ticks(model.memory.localNanoseconds)
        remoteMemory = model.memory.remoteNanoseconds.map(VirtualClock.ticks) ?? localMemory
        completion = VirtualClock.ticks(model.io.completionNanoseconds)
        let contention = model.contention
        homeAdd = contention.homeAddNanoseconds.map(VirtualClock.ticks)
        arbitration = contention.arbitration
        hold = contention.holdNanoseconds.map(VirtualClock.ticks) ?? 0
        overlap = Self.fraction(contention.overlap)
        farOverlap = Self.fraction(contention.farOverlap ?? contention.overlap)
        exchangeOverlap = Self.fraction(contention.exchangeOverlap ?? contention.overlap)
        let halves = [work.rootNanoseconds, work.cloneNanoseconds, work.leafNanoseconds].map { $0 / 2 }
        let prices =
            halves + [work.reapNanoseconds, work.lookNanoseconds, model.io.doorbellNanoseconds]
        self.work = InlineArray { VirtualClock.ticks(prices[$0]) }
        slowWork = InlineArray { VirtualClock.ticks(prices[$0] / model.siblingSpeed) }
    }

    /// Of 2^16, so that a product of ticks needs no floating point.
    private static func fraction(_ value: Double) -> UInt64 { UInt64((value * 65536).rounded()) }

    /// What remains of a transfer to a CPU that waited, from an owner near or far.
    @inline(__always)
    func handOver(_ transfer: UInt64, isFar: Bool, isExchange: Bool) -> UInt64 {
        let fraction = isExchange && homeAdd != nil ? exchangeOverlap : isFar ? farOverlap : overlap
        return (transfer &* fraction) &>> 16
    }
}
