import Tables

/// One way from a target to a device below, by the sectors' numbers.
struct SectorHop {
    let device: DeviceReference
    /// Where the target begins on its device, and the leg on its own.
    private let startSector: UInt64
    private let offsetSectors: UInt64
    /// Of a target that deals chunks to its legs in turn.
    private let deal: (chunk: UInt64, legs: UInt64, number: UInt64)?

    private init(
        _ line: TargetLine, _ leg: TableLeg, deal: (chunk: UInt64, legs: UInt64, number: UInt64)? = nil
    ) {
        device = leg.device
        startSector = line.startSectors
        offsetSectors = leg.offsetSectors
        self.deal = deal
    }

    /// Where the sectors of a target lie: on all of these together. Of several routes to the same data the first.
    static func places(of line: TargetLine) -> [SectorHop] {
        switch line.kind {
        case .striped(let striped):
            striped.legs.enumerated().map { number, leg in
                SectorHop(
                    line, leg,
                    deal: (striped.chunkSectors, UInt64(striped.legs.count), UInt64(number)))
            }
        case .mirror(let mirror): mirror.legs.map { SectorHop(line, $0) }
        case .linear, .remap, .flakey, .multipath, .delay:
            line.kind.legs.prefix(1).map { SectorHop(line, $0) }
        case .error, .zero: []
        }
    }

    /// The ways of a target that must lead to the same data.
    static func routes(of line: TargetLine) -> [SectorHop] {
        switch line.kind {
        case .multipath, .delay: line.kind.legs.map { SectorHop(line, $0) }
        default: []
        }
    }

    /// The sectors below that a part of the target has there. They are in one piece.
    func below(_ part: Range<UInt64>) -> Range<UInt64> {
        let ends = [part.lowerBound, part.upperBound].map { offsetSectors + count(before: $0 - startSector) }
        return ends[0]..<ends[1]
    }

    /// The sector of the target's device that lies on a sector below.
    func above(_ sector: UInt64) -> UInt64 {
        let sector = sector - offsetSectors
        guard let deal else { return startSector + sector }
        let row = sector / deal.chunk * deal.legs + deal.number
        return startSector + row * deal.chunk + sector % deal.chunk
    }

    /// How many of the target's first sectors are the leg's.
    private func count(before sector: UInt64) -> UInt64 {
        guard let deal else { return sector }
        let (chunk, rest) = sector.quotientAndRemainder(dividingBy: deal.chunk)
        let (row, number) = chunk.quotientAndRemainder(dividingBy: deal.legs)
        let partial = number > deal.number ? deal.chunk : number == deal.number ? rest : 0
        return row * deal.chunk + partial
    }

    /// What is dealt at once; nil if all is in one piece.
    var chunkSectors: UInt64? { deal?.chunk }
}
