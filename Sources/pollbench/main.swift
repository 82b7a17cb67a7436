import BlockLayer
let n = Int(CommandLine.arguments[1])!, stripe = CommandLine.arguments[2] == "stripe", batch = Int(CommandLine.arguments[3])!
let lock = CompletionLocking(rawValue: CommandLine.arguments[4])!
let leaf = StackPlan.Leaf(sectorCount: 1 << 21, maxSectorsPerIO: 2560, queueCount: n, queueOfWorker: Array(0..<n))
var plan: StackPlan
if stripe {
    plan = StackPlan(devices: [.leaf(leaf), .leaf(leaf), .mapped([.init(sectorCount: 1 << 22, kind: .striped(chunkSectors: 4, legs: [.init(device: 0, startSector: 0), .init(device: 1, startSector: 0)]))])])
} else {
    plan = StackPlan(devices: [.leaf(leaf), .mapped([.init(sectorCount: 1 << 21, kind: .linear(.init(device: 0, startSector: 0)))])])
}
let settings = RunSettings(plan: plan, engine: EngineSettings(locking: lock, batchSubmit: batch), cpus: n == 1 ? [1] : [0, 1], depth: 32, blockSectors: 8, rangeSectors: 1 << 21, rampNanoseconds: 100_000_000, runtimeNanoseconds: 1_000_000_000)
for e in Catalogue.designs {
    let o = try e.run(on: .model(Array(repeating: ModelSettings(), count: stripe ? 2 : 1)), settings, stop: RunStop())
    for w in o.workers {
        print(e.card.name, w.window.counters.ios, 1e9 / Double(w.window.counters.ios), "ns/IO mean", w.latency.sumNanoseconds / w.latency.count, "lag", w.lag.sumNanoseconds / w.lag.count, w.window.counters, w.lostRoots, w.lostClones, o.anyLockHeld)
    }
}
