import BlockLayer

// Drives that many CPUs poll.

extension ValidationTarget {
    static let storage = [
        ValidationTarget(
            id: "T10", what: "16 drives of 5.0 M, a queue pair of its own for each core, MIOPS",
            machine: "xeon-8480-2x56", source: "SPDK, 2 x Xeon 8380; its first point sets the price of an IO",
            role: .independent, tolerance: .part(0.05),
            points: [(2, 28.05), (4, 56.52), (6, 74.38), (8, 80.09), (12, 80.10)].map { count, published in
                Point(label: "\(count) cores", published: published) { queuePairs(count, $0) }
            }),
        ValidationTarget(
            id: "T11",
            what: "3 threads, 3 drives with one poll queue: trylock against a blocking lock, ratio of rates",
            machine: "xeon-8480-2x56", source: "Jeffle Xu, v3, 2021", role: .independent,
            tolerance: .part(0.15),
            points: [
                Point(label: "ratio", published: 354.0 / 256) {
                    sharedQueues(.trylock, $0) / sharedQueues(.blocking, $0)
                }
            ]),
    ]

    private static func queuePairs(_ count: Int, _ model: MachineModel) -> Double {
        // A bound of 5.0 M commands per second.
        let drive = ModelSettings(service: .fixed(nanoseconds: 1_000), parallelism: 5)
        let program = QueuePairs(
            drives: Array(repeating: drive, count: 16), depthPerDrive: 128, nanosecondsPerIO: 1000 / 13.85)
        let rate = program.rate(on: model, cpus: cpus(count, of: model), nanoseconds: 2_000_000)
        return (rate ?? .nan) / 1e6
    }

    /// The posted setting: a stripe over three drives, 12 KiB in three leaves, cookie-v3. Linux's own work on an IO is
    /// a hundred times what a transfer costs, and its completions end inside the lock.
    private static func sharedQueues(_ locking: CompletionLocking, _ model: MachineModel) -> Double {
        let leaf = StackPlan.Leaf(
            sectorCount: 1 << 21, maxSectorsPerIO: 2048, queueCount: 1, queueOfWorker: [0, 0, 0])
        let stripe = StackPlan.Target(
            sectorCount: 3 << 21,
            kind: .striped(chunkSectors: 8, legs: (0..<3).map { Leg(device: $0, startSector: 0) }))
        let plan = StackPlan(devices: [.leaf(leaf), .leaf(leaf), .leaf(leaf), .mapped([stripe])])
        var engine = EngineSettings()
        engine.locking = locking
        engine.ending = .inLock
        let settings = RunSettings(
            plan: plan, engine: engine, cpus: cpus(3, of: model).map { $0 }, depth: 128, blockSectors: 24,
            rangeSectors: 3 << 20, rampNanoseconds: 2_000_000, runtimeNanoseconds: 10_000_000)
        var work = WorkPrices()
        work.rootNanoseconds = 3_000
        work.cloneNanoseconds = 500
        work.leafNanoseconds = 1_000
        work.reapNanoseconds = 500
        work.lookNanoseconds = 100
        let drive = ModelSettings(service: .lognormal(medianNanoseconds: 10_000, p99Nanoseconds: 30_000))
        guard let design = Catalogue.modelled.first(where: { $0.name == "cookie-v3" }),
            let outcome = try? design.run(
                over: [drive, drive, drive], settings, on: DescribedMachine(model, work: work),
                stop: RunStop())
        else { return .nan }
        return Double(outcome.workers.reduce(0) { $0 + $1.window.counters.ios })
    }
}
