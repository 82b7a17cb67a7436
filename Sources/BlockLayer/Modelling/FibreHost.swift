import CPlatform

/// A run on the CPUs of a modelled machine.
///
/// One for each run: what it is made of is freed with it.
final class FibreHost: RunHost, @unchecked Sendable {
    let stopFlag: UnsafeMutablePointer<StopFlag<SimulatedMachine>>
    private let scheduler: ModelledScheduler
    private let workerCount: Int
    private var hasBegun = false
    private var endedCount = 0

    /// - Parameters:
    ///   - cpus: of each worker; the thread that changes the stack is where the first worker is.
    ///   - stop: ends the run early.
    init(_ machine: DescribedMachine, cpus: [Int], seed: UInt64, _ stop: RunStop) {
        workerCount = cpus.count
        scheduler = ModelledScheduler(machine.model, machine.work, cpus: cpus + [cpus[0]], seed: seed)
        let flag = UnsafeMutablePointer<StopFlag<SimulatedMachine>>.allocateOnLines(capacity: 1)
        flag.initialize(to: StopFlag())
        stopFlag = flag
        scheduler.state.pointee.interruption = { if stop.isStopped { Self.set(flag) } }
    }

    deinit {
        scheduler.deallocate()
        stopFlag.deinitialize(count: 1).deallocate()
    }

    /// Sets the flag without an access of a CPU.
    private static func set(_ flag: UnsafeMutablePointer<StopFlag<SimulatedMachine>>) {
        SimulatedMachine.deviceWorks(true)
        flag.pointee.set()
        SimulatedMachine.deviceWorks(false)
    }

    /// The cache lines that each worker had to get.
    var traffic: [LineTraffic] { Array(scheduler.traffic.prefix(workerCount)) }

    func run(count: Int, _ body: @escaping @Sendable (Int) -> Void) throws(RunError) {
        for number in 0..<workerCount + 1 {
            scheduler.setBody(of: number) { if number < count { body(number) } }
        }
        if !scheduler.run() { throw .standstill }
    }

    func pin(to cpu: Int) -> RunError? { nil }

    func gather() { scheduler.gather(workerCount) }

    func begin() { hasBegun = true }

    func end() { endedCount += 1 }

    func waitForBeginning() {
        while !hasBegun { waitShortly() }
    }

    func sleep(nanoseconds: UInt64) -> Bool {
        let end = self.nanoseconds().addingSaturated(nanoseconds)
        while endedCount < workerCount && self.nanoseconds() < end { waitShortly() }
        return endedCount == workerCount
    }

    func waitShortly() {
        let clock = scheduler.fibre.pointee.clock
        scheduler.setActive(false, workerCount)
        scheduler.sleep(until: clock &+ VirtualClock.ticks(20_000))
        scheduler.setActive(true, workerCount)
    }

    func nanoseconds() -> UInt64 { VirtualClock.rate.nanoseconds(scheduler.fibre.pointee.clock) }
}
