/// The most that one root of a given length can come to in a stack: what pools are filled for.
struct StackLimits: Sendable, Equatable {
    /// Clones of one root, on all levels together.
    var clonesPerRoot: Int
    /// Clones that one bio is divided into by one table or by one device's largest IO.
    var piecesPerBio: Int
    /// Devices of the stack, mapped ones too.
    private(set) var devices = 0

    /// Upper bounds for roots of `rootSectors` sectors on the top device of the plan. Takes a time that grows as the
    /// number of the tables' lines.
    init(_ plan: StackPlan, rootSectors: UInt32) {
        let longest = Self.longestBios(plan, rootSectors: UInt64(rootSectors))
        var limits: [StackLimits] = []
        for (device, sectors) in zip(plan.devices, longest) {
            limits.append(sectors == 0 ? .none : Self.of(device, sectors: sectors, below: limits))
        }
        self = limits.last ?? .none
        devices = plan.devices.count
    }

    private static let none = StackLimits(clones: 0, pieces: 1)

    private init(clones: Int, pieces: Int) {
        clonesPerRoot = clones
        piecesPerBio = pieces
    }

    /// The longest bio that reaches each device, in sectors; 0 for one that none reaches.
    private static func longestBios(_ plan: StackPlan, rootSectors: UInt64) -> [UInt64] {
        var longest = Array(repeating: UInt64(0), count: plan.devices.count)
        if let top = plan.devices.indices.last { longest[top] = rootSectors }
        for number in plan.devices.indices.reversed() where longest[number] > 0 {
            guard case .mapped(let targets) = plan.devices[number] else { continue }
            for target in targets {
                let sectors = pieces(of: target, sectors: longest[number]).longestSectors
                for leg in target.kind.legs {
                    longest[Int(leg.device)] = max(longest[Int(leg.device)], sectors)
                }
            }
        }
        return longest
    }

    /// - Parameter below: of the devices before it.
    private static func of(
        _ device: StackPlan.Device, sectors: UInt64, below limits: [StackLimits]
    ) -> StackLimits {
        switch device {
        case .leaf(let leaf):
            let pieces = Int((sectors - 1) / UInt64(leaf.maxSectorsPerIO)) + 1
            return StackLimits(clones: pieces == 1 ? 0 : pieces, pieces: pieces)
        case .mapped(let targets):
            var below = none
            for target in targets {
                var clones = 0
                for leg in target.kind.legs {
                    let lower = limits[Int(leg.device)]
                    // A clone may go down one path after the other.
                    clones =
                        target.kind.multipath == nil
                        ? max(clones, lower.clonesPerRoot) : clones.addingSaturated(lower.clonesPerRoot)
                    below.piecesPerBio = max(below.piecesPerBio, lower.piecesPerBio)
                }
                below.clonesPerRoot = max(below.clonesPerRoot, clones)
            }
            let most = mostPieces(in: targets, sectors: sectors)
            return StackLimits(
                clones: most.addingSaturated(most.multipliedSaturated(by: below.clonesPerRoot)),
                pieces: max(most, below.piecesPerBio))
        }
    }

    /// The most clones of a bio that begins in any of the lines; at worst on the line's last sector, so that it
    /// reaches far. The lines that it fills are a window that moves on with the line that it begins in.
    private static func mostPieces(in targets: [StackPlan.Target], sectors: UInt64) -> Int {
        var most = 0
        // Of the lines from the one behind the first to the one before `end`, all of which the bio fills.
        var (sum, length, end) = (0, UInt64(0), 1)
        for first in targets.indices {
            if end <= first {
                (sum, length, end) = (0, 0, first + 1)
            } else if first > 0 {
                sum -= pieces(of: targets[first], sectors: sectors).count
                length -= targets[first].sectorCount
            }
            while end < targets.count, length + targets[end].sectorCount <= sectors - 1 {
                sum += pieces(of: targets[end], sectors: sectors).count
                length += targets[end].sectorCount
                end += 1
            }
            let left = sectors - 1 - length
            let last = end < targets.count && left > 0 ? pieces(of: targets[end], sectors: left).count : 0
            most = max(most, pieces(of: targets[first], sectors: sectors).count + sum + last)
        }
        return most
    }

    /// The most clones that `sectors` of a bio become within one line, and the longest of them.
    private static func pieces(
        of target: StackPlan.Target, sectors: UInt64
    ) -> (count: Int, longestSectors: UInt64) {
        let most = min(sectors, target.sectorCount)
        switch target.kind {
        case .linear, .multipath, .remap, .flakey, .delay, .error, .zero: return (1, most)
        case .mirror(let legs): return (legs.count, most)
        case .striped(let chunkSectors, _):
            let chunk = UInt64(chunkSectors)
            // A bio that begins on the last sector of a chunk meets the most boundaries.
            return (Int((most - 1 + chunk - 1) / chunk) + 1, min(most, chunk))
        }
    }
}
