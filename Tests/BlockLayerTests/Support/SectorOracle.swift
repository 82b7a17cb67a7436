@testable import BlockLayer

/// Where every sector of every device of a small stack goes, found by dealing sectors out one by one.
///
/// Shares no arithmetic with the engine: no divisions, no pieces, only counting.
struct SectorOracle {
    /// What becomes of a sector.
    enum Fate: Hashable {
        case leaf(device: Int, sector: Int)
        case failed
        case zeros
    }

    /// By device and sector; several fates where a write goes to several legs.
    private let reads: [[[Fate]]]
    private let writes: [[[Fate]]]

    init(_ plan: StackPlan) {
        reads = Self.fates(.read, plan)
        writes = Self.fates(.write, plan)
    }

    /// Sectors of the top device.
    var sectorCount: Int { reads.last!.count }

    /// What becomes of each sector of an IO on the top device.
    func fates(_ operation: BlockLayer.Operation, sector: Int, count: Int) -> ArraySlice<[Fate]> {
        (operation == .read ? reads : writes).last![sector..<sector + count]
    }

    private static func fates(_ operation: BlockLayer.Operation, _ plan: StackPlan) -> [[[Fate]]] {
        var devices: [[[Fate]]] = []
        for (number, device) in plan.devices.enumerated() {
            switch device {
            case .leaf(let leaf):
                devices.append((0..<Int(leaf.sectorCount)).map { [.leaf(device: number, sector: $0)] })
            case .mapped(let lines):
                devices.append(lines.flatMap { Self.fates(of: $0, operation, devices) })
            }
        }
        return devices
    }

    private static func fates(
        of line: StackPlan.Target, _ operation: BlockLayer.Operation, _ lower: [[[Fate]]]
    ) -> [[Fate]] {
        let sectors = 0..<Int(line.sectorCount)
        switch line.kind {
        case .linear(let leg), .remap(let leg): return sectors.map { at(leg, $0, lower) }
        // All paths lead to the same data; which one is taken, a test of its own says.
        case .multipath(let multipath): return sectors.map { at(multipath.paths[0], $0, lower) }
        case .striped(let chunkSectors, let legs):
            return deal(sectors.count, Int(chunkSectors), legs, lower)
        case .mirror(let legs):
            let copies = operation == .read ? [legs[0]] : legs
            return sectors.map { sector in copies.flatMap { at($0, sector, lower) } }
        case .delay(let legs, _, _):
            return sectors.map { at(operation == .read ? legs[0] : legs[legs.count - 1], $0, lower) }
        case .flakey(let leg, let flakiness):
            // Only what never or always works can be foretold.
            if flakiness.upNanoseconds > 0 { return sectors.map { at(leg, $0, lower) } }
            let fails = operation == .read ? flakiness.failsReads : flakiness.failsWrites
            if fails { return sectors.map { _ in [.failed] } }
            let isDropped = operation == .write && flakiness.dropsWrites
            return sectors.map { isDropped ? [.zeros] : at(leg, $0, lower) }
        case .error: return sectors.map { _ in [.failed] }
        case .zero: return sectors.map { _ in [.zeros] }
        }
    }

    private static func at(_ leg: Leg, _ sector: Int, _ lower: [[[Fate]]]) -> [Fate] {
        lower[Int(leg.device)][Int(leg.startSector) + sector]
    }

    /// Deals sectors out to the legs as cards to players: `chunk` to the first, `chunk` to the second, and so on.
    private static func deal(_ count: Int, _ chunk: Int, _ legs: [Leg], _ lower: [[[Fate]]]) -> [[Fate]] {
        var dealt = Array(repeating: 0, count: legs.count)
        var player = 0
        var inHand = 0
        var fates: [[Fate]] = []
        while fates.count < count {
            fates.append(at(legs[player], dealt[player], lower))
            dealt[player] += 1
            inHand += 1
            if inHand == chunk {
                inHand = 0
                player = player + 1 == legs.count ? 0 : player + 1
            }
        }
        return fates
    }
}
