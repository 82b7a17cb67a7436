/// dm-mirror with all legs in sync: writes go to every leg, reads to the first, the kernel's default mirror.
struct MirrorTarget {
    let legs: UnsafeBufferPointer<Leg>

    @inline(__always)
    func map(_ operation: Operation, offset: UInt64, limit: UInt32) -> Piece {
        switch operation {
        case .read:
            let leg = legs[0]
            return Piece(
                sectorCount: limit,
                destination: .leg(device: leg.device, sector: leg.startSector &+ offset))
        case .write:
            return Piece(sectorCount: limit, destination: .everyLeg(legs, offset: offset))
        }
    }
}
