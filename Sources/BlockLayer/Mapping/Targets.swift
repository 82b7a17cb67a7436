// The targets, one struct each: what a line of a table does with the sectors that it covers. Pure arithmetic.

/// dm-linear: a range of one device, shifted.
struct LinearTarget {
    let leg: Leg

    @inline(__always)
    func map(offset: UInt64, limit: UInt32) -> LegPiece {
        LegPiece(sectorCount: limit, device: leg.device, sector: leg.startSector &+ offset)
    }
}

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
    func map(offset: UInt64, limit: UInt32) -> LegPiece {
        let (chunkNumber, offsetInChunk) = chunk.divide(offset)
        let (row, column) = legCount.divide(chunkNumber)
        let leg = legs[Int(truncatingIfNeeded: column)]
        let room = UInt32(truncatingIfNeeded: chunk.divisor &- offsetInChunk)
        return LegPiece(
            sectorCount: min(limit, room), device: leg.device,
            sector: leg.startSector &+ row &* chunk.divisor &+ offsetInChunk)
    }
}

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

/// dm-multipath with one group of paths: the path that a clone takes is chosen by the line's ``PathSet``.
struct MultipathTarget {
    /// The number of the line in its table.
    let line: UInt32

    @inline(__always)
    func map(offset: UInt64, limit: UInt32) -> Piece {
        Piece(sectorCount: limit, destination: .anyPath(line: line, offset: offset))
    }
}

/// A range of one device, shifted, for which no clone is made: MD's way.
struct RemapTarget {
    let leg: Leg

    @inline(__always)
    func map(offset: UInt64, limit: UInt32) -> Piece {
        Piece(
            sectorCount: limit, destination: .inPlace(device: leg.device, sector: leg.startSector &+ offset))
    }
}

/// dm-flakey and dm-delay: whether and when an IO goes on depends on the time; see ``TargetTimes``.
struct TimedTarget {
    /// One leg for reads and writes, or one for each.
    let legs: UnsafeBufferPointer<Leg>
    /// The number of the line in its table.
    let line: UInt32

    @inline(__always)
    func map(_ operation: Operation, offset: UInt64, limit: UInt32) -> Piece {
        let leg = legs[operation == .read ? 0 : legs.count &- 1]
        return Piece(
            sectorCount: limit,
            destination: .timed(line: line, device: leg.device, sector: leg.startSector &+ offset))
    }
}

/// dm-error: every IO fails with EIO.
struct ErrorTarget {
    @inline(__always)
    func map(limit: UInt32) -> Piece {
        Piece(sectorCount: limit, destination: .ended(.ioError))
    }
}

/// dm-zero: reads find zeros, writes are dropped.
struct ZeroTarget {
    @inline(__always)
    func map(limit: UInt32) -> Piece {
        Piece(sectorCount: limit, destination: .zeros)
    }
}
