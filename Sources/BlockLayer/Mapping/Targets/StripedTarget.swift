/// dm-stripe: chunks dealt out over the legs in turn.
///
/// As in the kernel, a chunk may be any number of sectors; powers of two are divided by shifting.
struct StripedTarget {
    let legs: UnsafeBufferPointer<Leg>
    let chunk: SectorDivisor
    let legCount: SectorDivisor

    init(legs: UnsafeBufferPointer<Leg>, chunkSectors: UInt32) {
        self.legs = legs
        chunk = SectorDivisor(UInt64(chunkSectors))
        legCount = SectorDivisor(UInt64(legs.count))
    }

    @inline(__always)
    func map(offset: UInt64, limit: UInt32) -> Piece {
        let (chunkNumber, offsetInChunk) = chunk.divide(offset)
        let (row, column) = legCount.divide(chunkNumber)
        let leg = legs[Int(truncatingIfNeeded: column)]
        let room = UInt32(truncatingIfNeeded: chunk.divisor &- offsetInChunk)
        return Piece(
            sectorCount: min(limit, room),
            destination: .leg(
                device: leg.device,
                sector: leg.startSector &+ row &* chunk.divisor &+ offsetInChunk))
    }
}
