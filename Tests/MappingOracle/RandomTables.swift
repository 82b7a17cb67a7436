import BlockLayer
import RandomNumbers

/// Random stacks over real devices, as text, of the targets that kernels have too: not `remap`, which is our own, nor
/// `multipath`, of which a kernel has the module or not. No two sectors of the top device share a sector of a leaf,
/// so that each must hold what was written to it.
struct RandomTables {
    /// A device that legs can be on, and how much of it is taken.
    private struct Pool {
        var name: String
        var sectors: Int
        var takenSectors = 0
    }

    private let leaves: [String]
    private let leafSectors: Int
    /// Whether some lines are of targets with times, of such as always work and delay nothing.
    private let hasTimes: Bool
    private(set) var random: RandomGenerator

    init(leaves: [String], leafSectors: Int, seed: UInt64, hasTimes: Bool = false) {
        self.leaves = leaves
        self.leafSectors = leafSectors
        self.hasTimes = hasTimes
        random = RandomGenerator(seed: seed)
    }

    /// Lines of dmsetup, each with its device's name; the last device is the top.
    mutating func next() -> String {
        var pools = leaves.map { Pool(name: $0, sectors: leafSectors) }
        var lines: [String] = []
        for level in 0..<Int.random(in: 0...2, using: &random) {
            let (text, sectors) = device("level\(level)", over: &pools, targets: 1...3)
            lines += text
            // What is left of the leaves stays in use, and the new device comes first.
            pools.insert(Pool(name: "level\(level)", sectors: sectors), at: 0)
        }
        return (lines + device("top", over: &pools, targets: 1...4).lines).joined(separator: "\n")
    }

    private mutating func device(
        _ name: String, over pools: inout [Pool], targets: ClosedRange<Int>
    ) -> (lines: [String], sectors: Int) {
        var lines: [String] = []
        var start = 0
        for number in 0..<Int.random(in: targets, using: &random) {
            // The first leg of the first target is on the device below, so that there is one top only.
            let (text, sectors) = target(over: &pools, isFirst: number == 0)
            lines.append("\(name): \(start) \(sectors) \(text)")
            start += sectors
        }
        return (lines, start)
    }

    private mutating func target(over pools: inout [Pool], isFirst: Bool) -> (text: String, sectors: Int) {
        switch Int.random(in: 0..<8, using: &random) {
        case 0...2:
            let sectors = Int.random(in: 1...120, using: &random)
            return linear(sectors, over: &pools, isFirst: isFirst)
        case 3...5:
            let chunk = Int.random(in: 1...24, using: &random)
            let legCount = Int.random(in: 1...4, using: &random)
            let share = chunk * Int.random(in: 1...(48 / chunk), using: &random)
            guard let legs = legs(legCount, sectors: share, over: &pools, isFirst) else {
                return linear(1, over: &pools, isFirst: isFirst)
            }
            return ("striped \(legCount) \(chunk) \(legs)", share * legCount)
        default:
            let region = [2, 4, 8, 16, 64].randomElement(using: &random)!
            let sectors = region + Int.random(in: 0...40, using: &random)
            let legCount = Int.random(in: 2...3, using: &random)
            guard let legs = legs(legCount, sectors: sectors, over: &pools, isFirst) else {
                return linear(1, over: &pools, isFirst: isFirst)
            }
            let log = ["core 2 \(region) sync", "core 2 \(region) nosync", "core 1 \(region)"]
            return ("mirror \(log.randomElement(using: &random)!) \(legCount) \(legs)", sectors)
        }
    }

    private mutating func linear(
        _ sectors: Int, over pools: inout [Pool], isFirst: Bool
    ) -> (text: String, sectors: Int) {
        guard let leg = legs(1, sectors: sectors, over: &pools, isFirst) else {
            return linear(1, over: &pools, isFirst: isFirst)
        }
        if !hasTimes { return ("linear \(leg)", sectors) }
        let kinds = ["linear \(leg)", "linear \(leg)", "flakey \(leg) 1 0", "delay \(leg) 0"]
        return (kinds.randomElement(using: &random)!, sectors)
    }

    /// `DEVICE OFFSET` for each leg, in unused sectors; nil if a device has too few left.
    private mutating func legs(
        _ count: Int, sectors: Int, over pools: inout [Pool], _ isFirst: Bool
    ) -> String? {
        var taken = pools
        var words: [String] = []
        for number in 0..<count {
            let any = Int.random(in: 0..<pools.count, using: &random)
            let place = isFirst && number == 0 ? 0 : any
            let offset = taken[place].takenSectors + Int.random(in: 0...3, using: &random)
            guard offset + sectors <= taken[place].sectors else { return nil }
            words.append("\(taken[place].name) \(offset)")
            taken[place].takenSectors = offset + sectors
        }
        pools = taken
        return words.joined(separator: " ")
    }
}
