/// The data that runs with verification find and leave, one after the other: what model devices hold, and what is known
/// of the stamps on the top device. So the first run stamps what all of them read, and no other has to.
///
/// Control plane. Holds for runs of one stack that nothing else writes to in between.
public struct KeptData: Sendable {
    let ledger: StampLedger
    /// Of each model device; empty for real ones.
    let stores: [ModelStore]

    /// - Parameters:
    ///   - runs: all that will share it, over the same stack and devices; at least one.
    /// - Throws: ``RunError/outOfMemory(bytes:)``, ``RunError/device(_:)``.
    public init(for runs: [RunSettings], on devices: RunDevices) throws(RunError) {
        let first = runs.map(\.firstSector).min() ?? 0
        let end = runs.map { $0.firstSector + $0.rangeSectors }.max() ?? 0
        let part = runs.map(\.blockSectors).reduce(0, Self.commonDivisor)
        // Ranges begin at multiples of their blocks, so all of them begin with a part.
        let sectors = first..<first + (end - first) / UInt64(part) * UInt64(part)
        let tag = UInt32(truncatingIfNeeded: (runs.first?.seed ?? 0) ^ RealMachine.ticks())
        guard let ledger = StampLedger(sectors, partSectors: part, runTag: tag) else {
            throw .outOfMemory(bytes: sectors.count / Int(part) * MemoryLayout<StampLedger.Word>.stride)
        }
        self.ledger = ledger
        stores = try Self.stores(devices)
    }

    private static func stores(_ devices: RunDevices) throws(RunError) -> [ModelStore] {
        guard case .model(let models) = devices else { return [] }
        var stores: [ModelStore] = []
        for (number, model) in models.enumerated() {
            do throws(ModelError) {
                stores.append(try ModelStore(bytes: model.sizeSectors * UInt64(sectorBytes)))
            } catch {
                throw .noMemory(ofModel: number)
            }
        }
        return stores
    }

    private static func commonDivisor(_ a: UInt32, _ b: UInt32) -> UInt32 {
        var (a, b) = (a, b)
        while b != 0 { (a, b) = (b, a % b) }
        return a
    }
}

extension RunError {
    static func noMemory(ofModel number: Int) -> RunError {
        .device("no memory for the data of model:\(number): use a smaller --model-size")
    }
}
