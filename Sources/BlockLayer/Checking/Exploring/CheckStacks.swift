/// Stacks like those that people run, each small: every target, devices that are reached twice, more queues than a word
/// has bits, IOs in one to many pieces.
enum CheckStacks {
    typealias Target = StackPlan.Target

    /// A stack, and what a schedule does to it beside IOs.
    struct Stack {
        let name: String
        let plan: StackPlan
        var errorsOf256: UInt64 = 0
    }

    static func all(threads: Int) -> [Stack] {
        let leaf = { (sectors: UInt64, most: UInt32) in
            Self.leaf(sectors, most: most, queues: max(1, threads / 2), threads)
        }
        let two = [leaf(64, 64), leaf(64, 64)]
        return targets(over: two) + shapes(over: two, leaf, threads)
    }

    private static func targets(over two: [StackPlan.Device]) -> [Stack] {
        [
            Stack(name: "mirror", plan: over(two, [.init(64, .mirror(legs: legs(0, 1)))]), errorsOf256: 40),
            Stack(name: "multipath", plan: over(two, [multipath(queues: true, back: 2)]), errorsOf256: 96),
            Stack(
                name: "multipath-fails", plan: over(two, [multipath(queues: false, back: 3)]), errorsOf256: 64
            ),
            Stack(
                name: "multipath-for-good", plan: over(two, [multipath(queues: false, back: nil)]),
                errorsOf256: 8),
            Stack(
                name: "delay",
                plan: over(two, [.init(64, .delay(legs(0, 1), readNanoseconds: 3, writeNanoseconds: 6))])),
            Stack(name: "flakey", plan: over(two, [flakey(fails: true), flakey(fails: false)])),
            Stack(
                name: "error-in-the-middle",
                plan: over(two, [linear(12, 0), .init(3, .error), linear(49, 1, 15)])),
            Stack(
                name: "zero-in-the-middle",
                plan: over(two, [linear(12, 0), .init(3, .zero), linear(49, 1, 15)])),
            Stack(
                name: "remap", plan: over(two, [remap(20, 0), remap(44, 1, 20)], [remap(64, 2)]),
                errorsOf256: 16),
        ]
    }

    private static func shapes(
        over two: [StackPlan.Device], _ leaf: (UInt64, UInt32) -> StackPlan.Device, _ threads: Int
    ) -> [Stack] {
        let stripe = { (sectors: UInt64, one: Int, other: Int) in
            Target(sectors, .striped(chunkSectors: 4, legs: legs(one, other)))
        }
        let paths = StackPlan.Multipath(paths: legs(2, 3), queuesIfNoPath: true, reinstateNanoseconds: 2)
        let slow = Target(64, .delay(legs(2), readNanoseconds: 2, writeNanoseconds: 3))
        return [
            Stack(
                name: "reached-twice",
                plan: over(two, [stripe(64, 0, 1)], [.init(64, .mirror(legs: legs(2, 0)))])),
            Stack(
                name: "many-queues",
                plan: over([many(threads), many(threads)], [stripe(128, 0, 1)])),
            Stack(
                name: "pieces", plan: over([leaf(64, 1), leaf(64, 3)], [stripe(128, 0, 1)]), errorsOf256: 8),
            Stack(
                name: "five-levels",
                plan: over(
                    two, [stripe(128, 0, 1)], [linear(128, 2)], [remap(100, 3), remap(28, 3, 100)],
                    [linear(128, 4)],
                    [
                        linear(64, 5),
                        .init(
                            64,
                            .mirror(legs: [Leg(device: 5, startSector: 64), Leg(device: 0, startSector: 0)])),
                    ]),
                errorsOf256: 8),
            Stack(
                name: "paths-over-stripes",
                plan: over(two, [stripe(64, 0, 1)], [linear(64, 1)], [.init(64, .multipath(paths))]),
                errorsOf256: 48),
            Stack(name: "delay-over-stripes", plan: over(two, [stripe(128, 0, 1)], [slow]), errorsOf256: 8),
            Stack(
                name: "remapped-clones",
                plan: over(
                    two, [stripe(64, 0, 1)], [remap(64, 2)],
                    [Target(64, .striped(chunkSectors: 4, legs: legs(3)))]),
                errorsOf256: 8),
            Stack(
                name: "own-queues", plan: over([own(threads), own(threads)], [stripe(128, 0, 1)]),
                errorsOf256: 8),
        ]
    }

    // Devices and lines.

    static func leaf(_ sectors: UInt64, most: UInt32, queues: Int, _ threads: Int) -> StackPlan.Device {
        .leaf(
            StackPlan.Leaf(
                sectorCount: sectors, maxSectorsPerIO: most, queueCount: queues,
                queueOfWorker: (0..<threads).map { $0 % queues }))
    }

    private static func own(_ threads: Int) -> StackPlan.Device {
        leaf(64, most: 64, queues: threads, threads)
    }

    /// Workers on queues of the first word of bits and of the second, at the ends of each.
    private static func many(_ threads: Int) -> StackPlan.Device {
        let queues = [0, 63, 64, 69, 33, 65]
        return .leaf(
            StackPlan.Leaf(
                sectorCount: 64, maxSectorsPerIO: 64, queueCount: 70,
                queueOfWorker: (0..<threads).map { queues[$0 % queues.count] }))
    }

    private static func over(_ leaves: [StackPlan.Device], _ tables: [Target]...) -> StackPlan {
        StackPlan(devices: leaves + tables.map { .mapped($0) })
    }

    private static func legs(_ devices: Int...) -> [Leg] {
        devices.map { Leg(device: $0, startSector: 0) }
    }

    private static func linear(_ sectors: UInt64, _ device: Int, _ start: UInt64 = 0) -> Target {
        Target(sectors, .linear(Leg(device: device, startSector: start)))
    }

    private static func remap(_ sectors: UInt64, _ device: Int, _ start: UInt64 = 0) -> Target {
        Target(sectors, .remap(Leg(device: device, startSector: start)))
    }

    private static func multipath(queues: Bool, back: UInt64?) -> Target {
        Target(
            64,
            .multipath(
                StackPlan.Multipath(paths: legs(0, 1), queuesIfNoPath: queues, reinstateNanoseconds: back)))
    }

    private static func flakey(fails: Bool) -> Target {
        let flakiness = StackPlan.Flakiness(
            upNanoseconds: 2, downNanoseconds: 3, failsReads: fails, failsWrites: fails, dropsWrites: !fails)
        return Target(32, .flakey(Leg(device: fails ? 0 : 1, startSector: 0), flakiness))
    }
}

extension StackPlan.Target {
    fileprivate init(_ sectorCount: UInt64, _ kind: StackPlan.Kind) {
        self.init(sectorCount: sectorCount, kind: kind)
    }
}
