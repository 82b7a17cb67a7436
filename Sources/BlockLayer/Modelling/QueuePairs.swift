import RandomNumbers

/// A driver without locks and atomic instructions: each CPU has a queue of its own on each drive, fills it and polls
/// it, as SPDK's NVMe driver does.
///
/// What it does for an IO has one price, which takes the place of the accesses of ``ModelQueue``.
public struct QueuePairs: Sendable {
    /// The drives, all of one kind.
    public var drives: [ModelSettings]
    /// IOs in flight on each drive, of all CPUs together.
    public var depthPerDrive: Int
    public var nanosecondsPerIO: Double

    public init(drives: [ModelSettings], depthPerDrive: Int, nanosecondsPerIO: Double) {
        self.drives = drives
        self.depthPerDrive = depthPerDrive
        self.nanosecondsPerIO = nanosecondsPerIO
    }

    /// Runs it on some CPUs of a machine. Returns IOs per second; nil where there is no memory for the drives.
    public func rate(
        on model: MachineModel, cpus: [Int], nanoseconds: UInt64, seed: UInt64 = 1
    ) -> Double? {
        let scheduler = ModelledScheduler(model, WorkPrices(), cpus: cpus, seed: seed)
        defer { scheduler.deallocate() }
        let devices = drives.indices.compactMap { number in
            try? ModelDevice<SimulatedMachine>(
                drives[number], queueCount: cpus.count, seed: seed &+ UInt64(number), epochTicks: 0,
                rate: VirtualClock.rate)
        }
        guard devices.count == drives.count else { return nil }
        var rate = 0.0
        for number in cpus.indices {
            scheduler.setBody(of: number) {
                var driver = Driver(
                    self, devices.map { $0.queues[number] }, cpuCount: cpus.count, scheduler,
                    RandomGenerator(seed: seed, stream: UInt64(number)))
                rate += driver.rate(until: VirtualClock.rate.ticks(nanoseconds: nanoseconds))
                driver.deallocate()
            }
        }
        return scheduler.run() ? rate : nil
    }

    /// One CPU.
    private struct Driver {
        private let queues: [ModelQueue<SimulatedMachine>]
        private let scheduler: ModelledScheduler
        private var pool: BioPool<SimulatedMachine>
        private let batch: CompletionBatch<SimulatedMachine>
        private let workTicks: UInt64
        private let blockCount: UInt64
        private let depth: Int
        private var random: RandomGenerator
        private var systemCalls: UInt64 = 0

        init(
            _ program: QueuePairs, _ queues: [ModelQueue<SimulatedMachine>], cpuCount: Int,
            _ scheduler: ModelledScheduler, _ random: RandomGenerator
        ) {
            self.queues = queues
            self.scheduler = scheduler
            let depth = max(1, program.depthPerDrive / cpuCount)
            self.depth = depth
            pool = BioPool(
                capacity: depth * queues.count, sizeBytes: MemoryLayout<Bio<SimulatedMachine>>.size
            ) { memory, _ in
                memory.initializeMemory(as: Bio<SimulatedMachine>.self, to: Bio(owner: 0, buffer: memory))
            }
            batch = CompletionBatch(capacity: depth)
            workTicks = VirtualClock.ticks(program.nanosecondsPerIO)
            blockCount = program.drives.map { $0.sizeSectors / 8 }.min() ?? 1
            self.random = random
        }

        func deallocate() {
            pool.deallocate()
            batch.deallocate()
        }

        /// Returns IOs per second, from a fifth of the time on, when the drives are full.
        mutating func rate(until end: UInt64) -> Double {
            var ended = 0
            var begin: UInt64?
            for queue in queues {
                let bios = (0..<depth).map { _ in pool.takeFree() }
                submit(bios, to: queue)
            }
            while scheduler.fibre.pointee.clock < end {
                var found = 0
                for queue in queues {
                    let bios = poll(queue)
                    submit(bios, to: queue)
                    found += bios.count
                }
                if begin != nil { ended += found }
                if begin == nil && scheduler.fibre.pointee.clock > end / 5 {
                    begin = scheduler.fibre.pointee.clock
                }
                if found == 0 { scheduler.spend(ticks: VirtualClock.ticks(10)) }
                scheduler.synchronise()
            }
            let ticks = scheduler.fibre.pointee.clock - (begin ?? 0)
            return Double(ended) / Double(VirtualClock.rate.nanoseconds(ticks)) * 1e9
        }

        private mutating func poll(_ queue: ModelQueue<SimulatedMachine>) -> [BioPointer<SimulatedMachine>] {
            SimulatedMachine.deviceWorks(true)
            defer { SimulatedMachine.deviceWorks(false) }
            guard queue.mayHaveCompletions() else { return [] }
            let count = queue.reap(into: batch, systemCalls: &systemCalls)
            return (0..<count).map { batch[$0] }
        }

        private mutating func submit(
            _ bios: [BioPointer<SimulatedMachine>], to queue: ModelQueue<SimulatedMachine>
        ) {
            if bios.isEmpty { return }
            scheduler.spend(ticks: workTicks &* UInt64(bios.count))
            SimulatedMachine.deviceWorks(true)
            defer { SimulatedMachine.deviceWorks(false) }
            var list = BioList<SimulatedMachine>()
            for bio in bios {
                bio.pointee.sector = random.next(below: blockCount) &* 8
                bio.pointee.sectorCount = 1
                list.append(bio)
            }
            _ = queue.submit(&list, systemCalls: &systemCalls)
        }
    }
}
