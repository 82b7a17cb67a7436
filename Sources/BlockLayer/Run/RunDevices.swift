/// The real devices under a stack, in the order of the plan's leaves. All are of one kind: a run is compiled for it.
public enum RunDevices: Sendable {
    case model([ModelSettings])
    case uring([UringSettings])

    /// Makes the devices and runs a design over them. Blocks until the run has ended.
    func run<Design: PollingDesign>(
        _ design: Design, _ settings: RunSettings, _ stop: RunStop
    ) throws(RunError) -> RunOutcome where Design.M == RealMachine {
        var settings = settings
        if case .model(let models) = self { settings.resetNanoseconds = models.map(\.resetNanoseconds) }
        let setup = try RunSetup(design, settings, rate: .ofThisMachine, epochTicks: RealMachine.ticks())
        let host = ThreadHost(stop, workerCount: settings.cpus.count)
        switch self {
        case .model(let models): return try setup.run(design, models, on: host) { $0 }
        case .uring(let files): return try setup.run(design, files, on: host)
        }
    }
}

/// What the devices of a run are made for, and what they share.
struct RunSetup {
    private let settings: RunSettings
    private let rate: TickRate
    private let epochTicks: UInt64
    private let interruptQueueCount: Int
    private let buffers: WorkerBuffers

    /// - Parameters:
    ///   - rate: of the machine's clock.
    ///   - epochTicks: the zero of the run's clock.
    init<Design: PollingDesign>(
        _ design: Design, _ settings: RunSettings, rate: TickRate, epochTicks: UInt64
    ) throws(RunError) {
        self.settings = settings
        self.rate = rate
        self.epochTicks = epochTicks
        interruptQueueCount = Design.unpolledQueueCount(workers: settings.cpus.count)
        buffers = try WorkerBuffers(
            workerCount: settings.cpus.count, blocksPerWorker: settings.depth,
            blockBytes: Int(settings.blockSectors) * sectorBytes, memory: settings.memory)
    }

    /// Runs a design over model devices.
    ///
    /// - Parameter queue: makes the run's kind of queue of a model's.
    func run<Design: PollingDesign, Host: RunHost, Queue: HardwareQueue>(
        _ design: Design, _ models: [ModelSettings], on host: Host, _ queue: (ModelQueue<Design.M>) -> Queue
    ) throws(RunError) -> RunOutcome where Host.M == Design.M, Queue.M == Design.M {
        let devices: [ModelDevice<Design.M>] = try make(models)
        let queues = (devices.flatMap(\.queues) + devices.flatMap(\.interruptQueues)).map(queue)
        return try run(design, queues, devices, on: host)
    }

    /// Runs a design over files that are driven through io_uring.
    fileprivate func run<Design: PollingDesign>(
        _ design: Design, _ files: [UringSettings], on host: ThreadHost
    ) throws(RunError) -> RunOutcome where Design.M == RealMachine {
        let devices = try open(files)
        let queues = devices.flatMap(\.queues) + devices.flatMap(\.interruptQueues)
        var outcome = try run(design, queues, devices, on: host)
        outcome.bufferRegistration = devices.map(\.bufferRegistration).first { $0 != 0 } ?? 0
        outcome.strayPages += devices.reduce(0) { $0 + $1.strayPages }
        return outcome
    }

    private func run<Design: PollingDesign, Queue: HardwareQueue, Device, Host: RunHost>(
        _ design: Design, _ queues: [Queue], _ devices: [Device], on host: Host
    ) throws(RunError) -> RunOutcome where Queue.M == Design.M, Host.M == Design.M {
        let run = try StackRun(
            design, queues: queues, settings, on: host, buffers: buffers, rate: rate, epochTicks: epochTicks)
        return try withExtendedLifetime(devices) { () throws(RunError) in try run.run() }
    }

    private func make<M: Machine>(_ models: [ModelSettings]) throws(RunError) -> [ModelDevice<M>] {
        var devices: [ModelDevice<M>] = []
        for (number, (model, leaf)) in zip(models, settings.plan.leaves).enumerated() {
            do throws(ModelError) {
                devices.append(
                    try ModelDevice(
                        model, queueCount: leaf.queueCount, interruptQueueCount: interruptQueueCount,
                        seed: settings.seed &+ UInt64(number), epochTicks: epochTicks, rate: rate,
                        isExclusive: settings.engine.sharing == .exclusive,
                        store: settings.kept?.stores[number]))
            } catch {
                throw .noMemory(ofModel: number)
            }
        }
        return devices
    }

    private func open(_ files: [UringSettings]) throws(RunError) -> [UringDevice<RealMachine>] {
        var devices: [UringDevice<RealMachine>] = []
        for (file, leaf) in zip(files, settings.plan.leaves) {
            devices.append(
                try UringDevice(
                    file, queueCount: leaf.queueCount, interruptQueueCount: interruptQueueCount,
                    owners: leaf.queueOwners, buffers: buffers.registered, memory: settings.memory))
        }
        return devices
    }
}
