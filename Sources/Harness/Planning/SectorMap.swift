import Tables
import Units

/// Where the sectors of a stack's top device lie: what --verify needs to know of a table before it believes a stamp.
///
/// A stamp names its sector. Where two sectors lie on one, or a write and a read go to different places, any design
/// would read a wrong stamp, and seem to be at fault.
struct SectorMap {
    private let stack: Stack
    private let leaves: Leaves

    /// Sectors in one piece of a leaf, and the ways there, the last one first.
    private struct Piece {
        let leaf: Int
        let sectors: Range<UInt64>
        let hops: [SectorHop]

        /// The top device's sector that lies there.
        func top(_ sector: UInt64) -> UInt64 { hops.reduce(sector) { $1.above($0) } }
    }

    /// Ways down that are followed: more than any table of use has.
    private static let mostPieces = 1 << 16
    /// Pieces that agree in as many places are the same.
    private static let samples: UInt64 = 64

    /// Throws `usage` for a table over which --verify would blame a design for the table's effect.
    /// - Parameter range: the part of the top device that is used.
    static func check(_ planner: StackPlanner, _ range: DeviceRange) throws(HarnessError) {
        guard case .table(let stack) = planner.source else { return }
        let map = SectorMap(stack: stack, leaves: planner.leaves)
        for device in stack.devices {
            for line in device.targets {
                try map.checkWrites(line, device)
                try map.checkRoutes(line, device)
            }
        }
        try map.checkPlaces(of: range.sectors(of: planner.sizeSectors))
    }

    private static func refusal(_ reason: Message) -> HarnessError {
        .usage("\(RequestSetting.verify): \(reason)")
    }

    private func checkWrites(_ line: TargetLine, _ device: MappedDevice) throws(HarnessError) {
        guard case .flakey(let flakey) = line.kind, flakey.dropsWrites else { return }
        throw Self.refusal(
            "table of \(device.name), line \(line.position.line): drop_writes loses writes that "
                + "seem to succeed, which no design could make good: leave it out")
    }

    /// Throws `usage` for ways to the same data that lead to different data.
    private func checkRoutes(_ line: TargetLine, _ device: MappedDevice) throws(HarnessError) {
        let routes = SectorHop.routes(of: line)
        guard let first = routes.first else { return }
        for route in routes.dropFirst() {
            for sector in [line.startSectors, line.endSectors - 1] {
                let places = [first, route].map { place($0, sector) }
                guard let one = places[0], let other = places[1], one != other, areApart(one.leaf, other.leaf)
                else { continue }
                let names = [one, other].map { "sector \($0.sector) of \(leaves.facts[$0.leaf].name)" }
                throw Self.refusal(
                    "table of \(device.name), line \(line.position.line): \(line.kind.typeName) leads to \(names[0]) "
                        + "and to \(names[1]), which are two stores: what is written to one is not read from the "
                        + "other; give the same device to all")
            }
        }
    }

    /// Block devices under two names may be two paths to one disk.
    private func areApart(_ one: Int, _ other: Int) -> Bool {
        if one == other { return true }
        return [one, other].contains { number in
            if case .real(_, isBlockDevice: true) = leaves.facts[number].kind { false } else { true }
        }
    }

    /// The sector of a leaf that a target's sector lies on; of copies the first. Nil if it is on none.
    private func place(_ hop: SectorHop, _ sector: UInt64) -> (leaf: Int, sector: UInt64)? {
        var seen: Set<Way> = []
        var ways = [(hop: hop, sector: sector)]
        while let (hop, sector) = ways.popLast() {
            let below = hop.below(sector..<sector + 1)
            // Copies of copies meet again: what had no place has none.
            guard !below.isEmpty, seen.insert(Way(device: hop.device, sector: below.lowerBound)).inserted
            else {
                continue
            }
            if let leaf = leaves.numberOfReference[hop.device] { return (leaf, below.lowerBound) }
            for line in hop.device.mappedName.flatMap({ stack[$0] })?.targets(of: below) ?? [] {
                ways += SectorHop.places(of: line).reversed().map { ($0, below.lowerBound) }
            }
        }
        return nil
    }

    private struct Way: Hashable {
        let device: DeviceReference
        let sector: UInt64
    }

    /// Throws `usage` for two sectors of the top device that lie on one of a leaf.
    private func checkPlaces(of used: Range<UInt64>) throws(HarnessError) {
        var pieces: [Piece] = []
        var steps = 0
        collect(stack.top, used, [], &pieces, &steps)
        pieces.sort { ($0.leaf, $0.sectors.lowerBound) < ($1.leaf, $1.sectors.lowerBound) }
        // The one that reaches furthest stands for those before it, with which it agrees.
        var furthest: Piece?
        for piece in pieces {
            guard let other = furthest, other.leaf == piece.leaf,
                other.sectors.upperBound > piece.sectors.lowerBound
            else {
                furthest = piece
                continue
            }
            try check(piece, other)
            if piece.sectors.upperBound > other.sectors.upperBound { furthest = piece }
        }
    }

    private func collect(
        _ device: MappedDevice, _ part: Range<UInt64>, _ hops: [SectorHop], _ pieces: inout [Piece],
        _ steps: inout Int
    ) {
        for line in device.targets(of: part) where steps < Self.mostPieces {
            let own = part.clamped(to: line.startSectors..<line.endSectors)
            for hop in SectorHop.places(of: line) where steps < Self.mostPieces {
                steps += 1
                let below = hop.below(own)
                if below.isEmpty { continue }
                if let leaf = leaves.numberOfReference[hop.device] {
                    pieces.append(Piece(leaf: leaf, sectors: below, hops: [hop] + hops))
                } else if let lower = hop.device.mappedName.flatMap({ stack[$0] }) {
                    collect(lower, below, [hop] + hops, &pieces, &steps)
                }
            }
        }
    }

    /// Throws `usage` if pieces that share sectors are not copies of the same.
    private func check(_ piece: Piece, _ other: Piece) throws(HarnessError) {
        let shared = piece.sectors.clamped(to: other.sectors)
        let chunk = (piece.hops + other.hops).compactMap(\.chunkSectors).min() ?? UInt64(shared.count)
        let steps = (0..<Self.samples).lazy.map { shared.lowerBound + $0 * chunk }
        for sector in steps.prefix(while: { $0 < shared.upperBound }) + [shared.upperBound - 1] {
            let tops = [piece.top(sector), other.top(sector)].sorted()
            if tops[0] == tops[1] { continue }
            throw Self.refusal(
                "sectors \(tops[0]) and \(tops[1]) of \(stack.top.name) both lie on sector \(sector) of "
                    + "\(leaves.facts[piece.leaf].name), where each would find the other's stamp: "
                    + "give each its own place"
            )
        }
    }
}
