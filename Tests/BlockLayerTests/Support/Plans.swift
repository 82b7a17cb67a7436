import RandomNumbers

@testable import BlockLayer

extension StackPlan.Device {
    /// A leaf whose queues the workers share in turn.
    static func leaf(
        _ sectorCount: Int, maxSectors: Int = 1 << 20, queues: Int = 1, workers: Int = 1
    ) -> StackPlan.Device {
        .leaf(
            StackPlan.Leaf(
                sectorCount: UInt64(sectorCount), maxSectorsPerIO: UInt32(maxSectors), queueCount: queues,
                queueOfWorker: (0..<workers).map { $0 % queues }))
    }

    /// Sectors of the device.
    var sectorCount: Int {
        switch self {
        case .leaf(let leaf): Int(leaf.sectorCount)
        case .mapped(let lines): lines.reduce(0) { $0 + Int($1.sectorCount) }
        }
    }
}

extension StackPlan.Target {
    static func linear(_ sectors: Int, _ device: Int, at start: Int = 0) -> StackPlan.Target {
        StackPlan.Target(
            sectorCount: UInt64(sectors), kind: .linear(Leg(device: device, startSector: UInt64(start))))
    }

    /// Each leg from the same sector on.
    static func striped(
        _ sectors: Int, chunk: Int, _ devices: [Int], at start: Int = 0
    ) -> StackPlan.Target {
        StackPlan.Target(
            sectorCount: UInt64(sectors),
            kind: .striped(
                chunkSectors: UInt32(chunk),
                legs: devices.map { Leg(device: $0, startSector: UInt64(start)) }))
    }

    static func mirror(_ sectors: Int, _ devices: [Int]) -> StackPlan.Target {
        StackPlan.Target(
            sectorCount: UInt64(sectors), kind: .mirror(legs: devices.map { Leg(device: $0, startSector: 0) })
        )
    }

    static func remap(_ sectors: Int, _ device: Int, at start: Int = 0) -> StackPlan.Target {
        StackPlan.Target(
            sectorCount: UInt64(sectors), kind: .remap(Leg(device: device, startSector: UInt64(start))))
    }

    static func multipath(
        _ sectors: Int, _ devices: [Int], queues: Bool = false, reinstate nanoseconds: UInt64? = nil
    ) -> StackPlan.Target {
        let paths = devices.map { Leg(device: $0, startSector: 0) }
        return StackPlan.Target(
            sectorCount: UInt64(sectors),
            kind: .multipath(
                StackPlan.Multipath(paths: paths, queuesIfNoPath: queues, reinstateNanoseconds: nanoseconds)))
    }

    static func error(_ sectors: Int) -> StackPlan.Target {
        StackPlan.Target(sectorCount: UInt64(sectors), kind: .error)
    }

    static func zero(_ sectors: Int) -> StackPlan.Target {
        StackPlan.Target(sectorCount: UInt64(sectors), kind: .zero)
    }
}

extension StackPlan {
    /// A stack of up to `levels` tables over up to three leaves; lines of all kinds, devices reached several times.
    static func random(levels: Int, _ random: inout RandomGenerator) -> StackPlan {
        var devices: [Device] = (0..<Int.random(in: 1...3, using: &random)).map { _ in
            .leaf(
                Int.random(in: 24...48, using: &random),
                maxSectors: [1, 3, 8, 1024].randomElement(using: &random)!)
        }
        for _ in 0..<levels {
            let lines = (0..<Int.random(in: 1...3, using: &random)).map { _ in
                randomLine(over: devices, &random)
            }
            devices.append(.mapped(lines))
        }
        return StackPlan(devices: devices)
    }

    private static func randomLine(over devices: [Device], _ random: inout RandomGenerator) -> Target {
        switch Int.random(in: 0..<14, using: &random) {
        case 12: return randomFlakey(over: devices, &random)
        case 13:
            let legs = randomLegs(over: devices, sectors: 10, &random).prefix(2)
            return Target(
                sectorCount: UInt64.random(in: 1...10, using: &random),
                kind: .delay(Array(legs), readNanoseconds: 0, writeNanoseconds: 0))
        case 10...11:
            let leg = randomLegs(over: devices, sectors: 10, &random)[0]
            return Target(sectorCount: UInt64.random(in: 1...10, using: &random), kind: .remap(leg))
        case 0: return .error(Int.random(in: 1...9, using: &random))
        case 1: return .zero(Int.random(in: 1...9, using: &random))
        case 2...3:
            let legs = randomLegs(over: devices, sectors: 12, &random)
            return Target(sectorCount: 12, kind: .mirror(legs: legs))
        case 4...6:
            let leg = randomLegs(over: devices, sectors: 10, &random)[0]
            return Target(sectorCount: UInt64.random(in: 1...10, using: &random), kind: .linear(leg))
        default:
            let chunk = Int.random(in: 1...4, using: &random)
            let rows = Int.random(in: 1...3, using: &random)
            let legs = randomLegs(over: devices, sectors: rows * chunk, &random)
            return Target(
                sectorCount: UInt64(rows * chunk * legs.count),
                kind: .striped(chunkSectors: UInt32(chunk), legs: legs))
        }
    }

    /// One that never works or always.
    private static func randomFlakey(over devices: [Device], _ random: inout RandomGenerator) -> Target {
        let fails = Int.random(in: 0..<4, using: &random)
        let seconds: UInt64 = Bool.random(using: &random) ? 1_000_000_000 : 0
        let flakiness = Flakiness(
            upNanoseconds: seconds, downNanoseconds: 1_000_000_000 - seconds, failsReads: fails == 1,
            failsWrites: fails == 2, dropsWrites: fails == 3)
        return Target(
            sectorCount: UInt64.random(in: 1...10, using: &random),
            kind: .flakey(randomLegs(over: devices, sectors: 10, &random)[0], flakiness))
    }

    /// One to three legs with room for so many sectors, the last device among them, so that stacks grow high.
    private static func randomLegs(
        over devices: [Device], sectors: Int, _ random: inout RandomGenerator
    ) -> [Leg] {
        let roomy = devices.indices.filter { devices[$0].sectorCount >= sectors }
        return (0..<Int.random(in: 1...3, using: &random)).map { place in
            let device = place == 0 ? roomy.last! : roomy.randomElement(using: &random)!
            let last = devices[device].sectorCount - sectors
            return Leg(device: device, startSector: UInt64.random(in: 0...UInt64(last), using: &random))
        }
    }
}

extension StackPlan {
    /// A linear device on a stripe of two leaves; two workers share the queue of each leaf.
    static let twoLevelsOnSharedQueues = StackPlan(devices: [
        .leaf(64, workers: 2), .leaf(64, workers: 2), .mapped([.striped(64, chunk: 2, [0, 1])]),
        .mapped([.linear(62, 2, at: 1)]),
    ])
}
