/// dm-error: every IO fails with EIO.
struct ErrorTarget {
    @inline(__always)
    func map(limit: UInt32) -> Piece {
        Piece(sectorCount: limit, destination: .ended(.ioError))
    }
}
