/// The beginning of a bio as a target maps it: the number of sectors, and their destination.
struct Piece {
    /// Sectors from the start of the request that this piece covers; at least 1.
    var sectorCount: UInt32
    var destination: Destination

    enum Destination {
        /// One clone on this device at this sector.
        case leg(device: UInt16, sector: UInt64)
        /// One clone on each leg, at this offset into the leg: a write to a mirror.
        case everyLeg(UnsafeBufferPointer<Leg>, offset: UInt64)
        /// One clone on one of the paths of a multipath target, at this offset into the target. The line of the table
        /// names its ``PathSet``.
        case anyPath(line: UInt32, offset: UInt64)
        /// One clone on this device at this sector, or none, or later, depending on the time. The line of the table
        /// names its ``TargetTimes``.
        case timed(line: UInt32, device: UInt16, sector: UInt64)
        /// If the piece is a whole bio, that bio itself, on this device at this sector; else as `leg`.
        case inPlace(device: UInt16, sector: UInt64)
        /// No clone: the piece has ended with this status.
        case ended(Status)
        /// No clone: a read finds zeros, a write is dropped.
        case zeros
    }
}

/// A piece that is one clone on one device: what `linear` and `striped` make of every bio. A type of its own, since it
/// fits into registers.
struct LegPiece {
    var sectorCount: UInt32
    var device: UInt16
    var sector: UInt64
}

extension Piece {
    @inline(__always)
    init(_ piece: LegPiece) {
        sectorCount = piece.sectorCount
        destination = .leg(device: piece.device, sector: piece.sector)
    }
}

/// The place of a part of a target: a device of the stack, and the first sector there.
public struct Leg: Sendable, Equatable {
    /// The number of the device in the stack.
    public var device: UInt16
    /// The sector of the device at which the part begins.
    public var startSector: UInt64

    public init(device: Int, startSector: UInt64) {
        self.device = UInt16(device)
        self.startSector = startSector
    }
}
