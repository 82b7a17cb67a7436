/// dm-zero: reads find zeros, writes are dropped.
struct ZeroTarget {
    @inline(__always)
    func map(limit: UInt32) -> Piece {
        Piece(sectorCount: limit, destination: .zeros)
    }
}
