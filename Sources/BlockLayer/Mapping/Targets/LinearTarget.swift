/// dm-linear: a range of one device, shifted.
struct LinearTarget {
    let leg: Leg

    @inline(__always)
    func map(offset: UInt64, limit: UInt32) -> Piece {
        Piece(
            sectorCount: limit,
            destination: .leg(device: leg.device, sector: leg.startSector &+ offset))
    }
}
