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
        let setup = Setup(
            settings: settings, rate: .ofThisMachine, epochTicks: RealMachine.ticks(),
            interruptQueueCount: Design.unpolledQueueCount(workers: settings.cpus.count),
            buffers: try WorkerBuffers(
                workerCount: settings.cpus.count, blocksPerWorker: settings.depth,
                blockBytes: Int(settings.blockSectors) * sectorBytes, memory: settings.memory))
        switch self {
        case .model(let models):
            let devices = try setup.make(models)
            return try setup.run(
                design, devices.flatMap(\.queues) + devices.flatMap(\.interruptQueues), devices, stop)
        case .uring(let files):
            let devices = try setup.open(files)
            var outcome = try setup.run(
                design, devices.flatMap(\.queues) + devices.flatMap(\.interruptQueues), devices, stop)
            outcome.bufferRegistration = devices.map(\.bufferRegistration).first { $0 != 0 } ?? 0
            outcome.strayPages += devices.reduce(0) { $0 + $1.strayPages }
            return outcome
        }
    }
}

/// What the devices of a run are made for.
private struct Setup {
    let settings: RunSettings
    let rate: TickRate
    let epochTicks: UInt64
    let interruptQueueCount: Int
    let buffers: WorkerBuffers

    func run<Design: PollingDesign, Queue: HardwareQueue, Device>(
        _ design: Design, _ queues: [Queue], _ devices: [Device], _ stop: RunStop
    ) throws(RunError) -> RunOutcome where Design.M == RealMachine, Queue.M == RealMachine {
        let run = try StackRun(
            design, queues: queues, settings, buffers: buffers, rate: rate, epochTicks: epochTicks)
        return try withExtendedLifetime(devices) { () throws(RunError) in try run.run(stop) }
    }

    func make(_ models: [ModelSettings]) throws(RunError) -> [ModelDevice<RealMachine>] {
        var devices: [ModelDevice<RealMachine>] = []
        for (number, (model, leaf)) in zip(models, settings.plan.leaves).enumerated() {
            do throws(ModelError) {
                devices.append(
                    try ModelDevice(
                        model, queueCount: leaf.queueCount, interruptQueueCount: interruptQueueCount,
                        seed: settings.seed &+ UInt64(number), epochTicks: epochTicks, rate: rate))
            } catch {
                throw .device("no memory for the data of model:\(number): use a smaller --model-size")
            }
        }
        return devices
    }

    func open(_ files: [UringSettings]) throws(RunError) -> [UringDevice<RealMachine>] {
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
