import Glibc

@testable import BlockLayer

/// Compares what the engine does with IOs on a stack with what the oracle says.
struct MappingCheck: ~Copyable {
    let plan: StackPlan
    let oracle: SectorOracle
    private var worker: ObservedWorker
    private var limits: [Int: StackLimits] = [:]
    private let reference: UnsafeMutableRawBufferPointer
    private(set) var ioCount = 0

    init(_ plan: StackPlan, mostSectors: Int, settings: EngineSettings = EngineSettings()) {
        self.plan = plan
        oracle = SectorOracle(plan)
        worker = ObservedWorker(plan, mostSectors: mostSectors, settings: settings)
        reference = .allocate(byteCount: mostSectors * sectorBytes, alignment: 4096)
    }

    deinit {
        reference.deallocate()
    }

    /// Runs every IO of the top device up to `mostSectors` long; says what is wrong with the first that is.
    mutating func everyIO(mostSectors: Int, minimalLeaves: ((Int, Int) -> Int)? = nil) -> String? {
        for sector in 0..<oracle.sectorCount {
            for count in 1...min(mostSectors, oracle.sectorCount - sector) {
                for operation in [Operation.read, .write] {
                    if let fault = fault(operation, sector, count, minimalLeaves?(sector, count)) {
                        return fault
                    }
                }
            }
        }
        return nil
    }

    /// Clones of the last IO, on all levels.
    var cloneCount: Int { worker.notes.clonesMax }

    /// What is wrong with the engine's treatment of one IO, or nil.
    mutating func fault(
        _ operation: BlockLayer.Operation, _ sector: Int, _ count: Int, _ leafCount: Int? = nil
    ) -> String? {
        ioCount += 1
        let result = worker.run(operation, sector: sector, count: count)
        let fates = oracle.fates(operation, sector: sector, count: count)
        let fault =
            leafFault(result, operation, fates) ?? countFault(result, leafCount)
            ?? bufferFault(operation, fates) ?? limitFault(count)
        return fault.map { "\(operation) of \(count) at \(sector) on \(plan.devices): \($0)" }
    }

    private func leafFault(
        _ result: ObservedWorker.Result, _ operation: BlockLayer.Operation,
        _ fates: ArraySlice<[SectorOracle.Fate]>
    ) -> String? {
        if Self.reached(result) != Self.expected(fates) { return "\(result.leaves) instead of \(fates)" }
        if result.leaves.contains(where: { $0.operation != operation }) { return "wrong operation" }
        let status: Status = fates.contains { $0.contains(.failed) } ? .ioError : .ok
        if result.status != status { return "ended \(result.status) instead of \(status)" }
        if fates.allSatisfy({ $0.count == 1 }), !Self.isAscending(result.offsetsSectors) {
            return "leaves out of order: \(result.leaves)"
        }
        return nil
    }

    private func countFault(_ result: ObservedWorker.Result, _ expected: Int?) -> String? {
        guard let expected, result.leaves.count != expected else { return nil }
        return "\(result.leaves.count) leaves instead of \(expected)"
    }

    /// Each sector that a leaf covers, with its place in the buffer, in one number.
    private static func reached(_ result: ObservedWorker.Result) -> [Int] {
        var sectors: [Int] = []
        for (leaf, offset) in zip(result.leaves, result.offsetsSectors) {
            for step in 0..<leaf.sectorCount {
                sectors.append(key(leaf.device, Int(leaf.sector) + step, offset + step))
            }
        }
        return sectors.sorted()
    }

    private static func expected(_ fates: ArraySlice<[SectorOracle.Fate]>) -> [Int] {
        var sectors: [Int] = []
        for (offset, fates) in fates.enumerated() {
            for case .leaf(let device, let sector) in fates { sectors.append(key(device, sector, offset)) }
        }
        return sectors.sorted()
    }

    private static func key(_ device: Int, _ sector: Int, _ offset: Int) -> Int {
        device << 48 | sector << 24 | offset
    }

    private static func isAscending(_ numbers: [Int]) -> Bool {
        zip(numbers, numbers.dropFirst()).allSatisfy { $0 < $1 }
    }

    /// Only reads of a zero target change the buffer: the queues here move no data.
    private func bufferFault(
        _ operation: BlockLayer.Operation, _ fates: ArraySlice<[SectorOracle.Fate]>
    ) -> String? {
        for (offset, fates) in fates.enumerated() {
            let byte = operation == .read && fates == [.zeros] ? 0 : ObservedWorker.fill
            memset(reference.baseAddress! + offset * sectorBytes, Int32(byte), sectorBytes)
        }
        let isEqual =
            memcmp(reference.baseAddress!, worker.buffer.baseAddress!, fates.count * sectorBytes) == 0
        return isEqual ? nil : "wrong data in the buffer"
    }

    /// The pools must do for the worst root, so no root may exceed what they are filled for.
    private mutating func limitFault(_ count: Int) -> String? {
        let notes = worker.notes
        let limits = limits[count] ?? StackLimits(plan, rootSectors: UInt32(count))
        self.limits[count] = limits
        if notes.clonesMax > limits.clonesPerRoot {
            return "\(notes.clonesMax) clones, more than \(limits.clonesPerRoot)"
        }
        if notes.piecesMax > limits.piecesPerBio {
            return "\(notes.piecesMax) pieces, more than \(limits.piecesPerBio)"
        }
        return nil
    }
}
