/// A range of one device, shifted, for which no clone is made: MD's way.
struct RemapTarget {
    let leg: Leg

    @inline(__always)
    func map(offset: UInt64, limit: UInt32) -> Piece {
        Piece(
            sectorCount: limit,
            destination: .inPlace(device: leg.device, sector: leg.startSector &+ offset))
    }
}
