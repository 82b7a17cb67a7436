/// dm-flakey and dm-delay: where an IO goes, and whether and when, depends on the time; see ``TargetTimes``.
struct TimedTarget {
    /// One for reads and writes, or one for each.
    let legs: UnsafeBufferPointer<Leg>
    /// Its place among the lines of the table, by which its times are found.
    let number: UInt32

    @inline(__always)
    func map(_ operation: Operation, offset: UInt64, limit: UInt32) -> Piece {
        let leg = legs[operation == .read ? 0 : legs.count &- 1]
        return Piece(
            sectorCount: limit, destination: .timed(device: leg.device, sector: leg.startSector &+ offset))
    }
}
