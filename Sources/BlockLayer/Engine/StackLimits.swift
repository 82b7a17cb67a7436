/// The most that one root of a given length can come to in a stack: what pools are filled for.
struct StackLimits: Sendable, Equatable {
    /// Clones of one root, on all levels together.
    var clonesPerRoot: Int
    /// Clones that one bio is divided into by one table or by one device's largest IO.
    var piecesPerBio: Int
    /// Devices of the stack, mapped ones too.
    private(set) var devices = 0

    /// Upper bounds for roots of `rootSectors` sectors on the top device of the plan.
    init(_ plan: StackPlan, rootSectors: UInt32) {
        var cache: [[UInt64: StackLimits]] = Array(repeating: [:], count: plan.devices.count)
        self = Self.of(plan.devices.count - 1, rootSectors: UInt64(rootSectors), in: plan, cache: &cache)
        devices = plan.devices.count
    }

    private init(clones: Int, pieces: Int) {
        clonesPerRoot = clones
        piecesPerBio = pieces
    }

    private static func of(
        _ device: Int, rootSectors sectors: UInt64, in plan: StackPlan, cache: inout [[UInt64: StackLimits]]
    ) -> StackLimits {
        if let known = cache[device][sectors] { return known }
        let limits: StackLimits
        switch plan.devices[device] {
        case .leaf(let leaf):
            let pieces = Int((sectors - 1) / UInt64(leaf.maxSectorsPerIO)) + 1
            limits = StackLimits(clones: pieces == 1 ? 0 : pieces, pieces: pieces)
        case .mapped(let targets):
            limits = ofTable(targets, sectors: sectors, in: plan, cache: &cache)
        }
        cache[device][sectors] = limits
        return limits
    }

    private static func ofTable(
        _ targets: [StackPlan.Target], sectors: UInt64, in plan: StackPlan,
        cache: inout [[UInt64: StackLimits]]
    ) -> StackLimits {
        var below = StackLimits(clones: 0, pieces: 1)
        for target in targets {
            let longest = pieces(of: target, sectors: sectors).longestSectors
            var clones = 0
            for leg in target.kind.legs {
                let lower = of(Int(leg.device), rootSectors: longest, in: plan, cache: &cache)
                // A clone may go down one path after the other.
                clones =
                    target.kind.multipath == nil
                    ? max(clones, lower.clonesPerRoot) : adding(clones, lower.clonesPerRoot)
                below.piecesPerBio = max(below.piecesPerBio, lower.piecesPerBio)
            }
            below.clonesPerRoot = max(below.clonesPerRoot, clones)
        }
        let most = targets.indices.map { mostPieces(from: $0, in: targets, sectors: sectors) }.max() ?? 0
        return StackLimits(
            clones: adding(most, multiplying(most, below.clonesPerRoot)),
            pieces: max(most, below.piecesPerBio))
    }

    /// The clones of a bio that begins in the line `first`; at worst on its last sector, so that it reaches far.
    private static func mostPieces(from first: Int, in targets: [StackPlan.Target], sectors: UInt64) -> Int {
        var count = pieces(of: targets[first], sectors: sectors).count
        var left = sectors - 1
        for target in targets[(first + 1)...] where left > 0 {
            count = adding(count, pieces(of: target, sectors: left).count)
            left -= min(left, target.sectorCount)
        }
        return count
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

    private static func adding(_ a: Int, _ b: Int) -> Int {
        let (sum, overflow) = a.addingReportingOverflow(b)
        return overflow ? .max : sum
    }

    private static func multiplying(_ a: Int, _ b: Int) -> Int {
        let (product, overflow) = a.multipliedReportingOverflow(by: b)
        return overflow ? .max : product
    }
}
