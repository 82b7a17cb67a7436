import BlockLayer
import CPlatform
import Placement

/// Accesses of one CPU, and of two that share a core.
extension MachineMeasurement {
    private static let kinds: [(key: String, access: platform_access, text: String)] = [
        ("hit.load", PLATFORM_LOAD, "loads that wait for one another"),
        ("hit.store", PLATFORM_STORE, "stores to one word"),
        ("hit.rmw", PLATFORM_MODIFY, "fetch-and-add to one word"),
        ("hit.clock", PLATFORM_CLOCK, "readings of the data plane's clock"),
        ("spin.pause", PLATFORM_PAUSE, "pause instructions"),
    ]

    mutating func measureAccesses() throws(MeasurementError) {
        for (key, access, text) in Self.kinds {
            measured(key, Readings.quiet(try probe.accesses(access, on: number(0))), text)
        }
        guard let inner = caches.innerBytes, let outer = caches.lastLevelBytes, outer >= 4 * inner else {
            return estimated(
                "hit.shared", 20,
                "the third-level cache of Rome and Cascade Lake, Velten, ICPE 22: 19.5 and 21.6")
        }
        let bytes = min(4 * inner, outer / 2)
        let readings = try probe.chases(bytes: bytes, on: number(0), node: tree.cpus[0].node)
        let text = "loads from \(bytes >> 10) KiB, more than the cache below the last level has"
        measured("hit.shared", Readings.quiet(readings), text)
    }

    /// The bytes of a buffer that the last-level cache has little of.
    private var memoryBytes: Int {
        min(max(4 * (caches.lastLevelBytes ?? 0), 128 << 20), 1 << 30)
    }

    mutating func measureMemory() throws(MeasurementError) {
        let home = tree.cpus[0].node
        let what = "loads from \(memoryBytes >> 20) MiB"
        let local = try probe.chases(bytes: memoryBytes, on: number(0), node: home)
        measured("memory.local", Readings.quiet(local), what)
        let others = Set(tree.cpus.map(\.node)).subtracting([home]).sorted()
        guard tree.nodeLevel != nil, !others.isEmpty else { return }
        var remote: [Double] = []
        // Eight nodes show near and far ones.
        for node in others.prefix(8) {
            let readings = try probe.chases(bytes: memoryBytes, on: number(0), node: node)
            remote.append(Readings.quiet(readings))
        }
        let text = "\(what) on other nodes, \(others.prefix(8).map(String.init).joined(separator: ", ")): "
        measured("memory.remote", Readings.median(remote), text + Readings.text(remote))
    }

    /// Both rates are of one CPU: alone, and as one of the CPUs of its core.
    mutating func measureSiblings() throws(MeasurementError) {
        let threads = tree.threadsPerCore
        guard threads > 1 else { return }
        let alone = Readings.median(try probe.contests(PLATFORM_COMPUTE, of: [number(0)]))
        let together = Readings.median(
            try probe.contests(PLATFORM_COMPUTE, of: (0..<threads).map(number)))
        let text = "multiplications, shifts and loads, by one thread of a core and by all \(threads) at once"
        measured("smt.speed", min(1, alone / (together * Double(threads))), text)
    }
}
