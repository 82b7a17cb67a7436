/// The real devices under a stack, in the order of the plan's leaves. All are of one kind: a run is compiled for it.
public enum RunDevices: Sendable {
    case model([ModelSettings])
    case uring([UringSettings])

    func run<Design: PollingDesign>(
        _ design: Design, _ settings: RunSettings, _ stop: RunStop<Design.M>
    ) throws(RunError) -> RunOutcome {
        let rate = TickRate.ofThisMachine
        let buffers = try WorkerBuffers(
            workerCount: settings.cpus.count, blocksPerWorker: settings.depth,
            blockBytes: Int(settings.blockSectors) * sectorBytes, memory: settings.memory)
        let interruptQueueCount = Design.leavesUnpolled ? settings.cpus.count : 0
        let epochTicks = Design.M.ticks()
        switch self {
        case .model(let models):
            var settings = settings
            settings.resetNanoseconds = models.map(\.resetNanoseconds)
            let devices = try Self.make(
                models, settings, rate, Design.M.self, epochTicks, interruptQueueCount: interruptQueueCount)
            let run = try StackRun(
                design, queues: devices.flatMap(\.queues) + devices.flatMap(\.interruptQueues), settings,
                buffers: buffers, rate: rate,
                epochTicks: epochTicks)
            return try withExtendedLifetime(devices) { () throws(RunError) in try run.run(stop) }
        case .uring(let files):
            let devices = try Self.open(
                files, settings, Design.M.self, buffers, interruptQueueCount: interruptQueueCount)
            let run = try StackRun(
                design, queues: devices.flatMap(\.queues) + devices.flatMap(\.interruptQueues), settings,
                buffers: buffers, rate: rate,
                epochTicks: epochTicks)
            var outcome = try withExtendedLifetime(devices) { () throws(RunError) in try run.run(stop) }
            outcome.bufferRegistration = devices.map(\.bufferRegistration).first { $0 != 0 } ?? 0
            outcome.strayPages += devices.reduce(0) { $0 + $1.strayPages }
            return outcome
        }
    }

    private static func make<M: Machine>(
        _ models: [ModelSettings], _ settings: RunSettings, _ rate: TickRate, _ machine: M.Type,
        _ epochTicks: UInt64, interruptQueueCount: Int
    ) throws(RunError) -> [ModelDevice<M>] {
        let leaves = settings.plan.leaves
        var devices: [ModelDevice<M>] = []
        for (number, model) in models.enumerated() {
            do throws(ModelError) {
                devices.append(
                    try ModelDevice(
                        model, queueCount: leaves[number].queueCount,
                        interruptQueueCount: interruptQueueCount, seed: settings.seed &+ UInt64(number),
                        epochTicks: epochTicks, rate: rate, store: settings.kept?.stores[number]))
            } catch {
                throw .noMemory(ofModel: number)
            }
        }
        return devices
    }

    private static func open<M: Machine>(
        _ files: [UringSettings], _ settings: RunSettings, _ machine: M.Type, _ buffers: WorkerBuffers,
        interruptQueueCount: Int
    ) throws(RunError) -> [UringDevice<M>] {
        let leaves = settings.plan.leaves
        var devices: [UringDevice<M>] = []
        for (number, file) in files.enumerated() {
            devices.append(
                try UringDevice(
                    file, queueCount: leaves[number].queueCount,
                    interruptQueueCount: interruptQueueCount, owners: leaves[number].queueOwners,
                    buffers: buffers.registered, memory: settings.memory))
        }
        return devices
    }
}
