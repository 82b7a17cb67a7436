/// dm-multipath with one group of paths: which of them a clone takes, its ``PathSet`` says.
struct MultipathTarget {
    let paths: UnsafeBufferPointer<Leg>
    /// Its place among the lines of the table, by which its path set is found.
    let number: UInt32
    let queuesIfNoPath: Bool

    @inline(__always)
    func map(offset: UInt64, limit: UInt32) -> Piece {
        Piece(sectorCount: limit, destination: .anyPath(offset: offset))
    }
}
