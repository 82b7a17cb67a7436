/// What a target makes of the beginning of a bio: how many sectors it takes care of, and where they go.
struct Piece {
    /// Sectors from the start of the request that this piece covers; at least 1.
    var sectorCount: UInt32
    var destination: Destination

    enum Destination {
        /// One clone on this device at this sector.
        case leg(device: UInt16, sector: UInt64)
        /// One clone on each leg, at this offset into the leg: a write to a mirror.
        case everyLeg(UnsafeBufferPointer<Leg>, offset: UInt64)
        /// One clone on one of the paths of a multipath target, at this offset into the target.
        case anyPath(offset: UInt64)
        /// One clone on this device at this sector, or none, or later: as the time is.
        case timed(device: UInt16, sector: UInt64)
        /// If the piece is a whole bio, that bio itself, on this device at this sector; else as `leg`.
        case inPlace(device: UInt16, sector: UInt64)
        /// No clone: the piece has ended with this status.
        case ended(Status)
        /// No clone: a read finds zeros, a write is dropped.
        case zeros
    }
}

/// Where a part of a target lies: a device of the stack by number, and the sector at which the part begins there.
public struct Leg: Sendable, Equatable {
    public var device: UInt16
    public var startSector: UInt64

    public init(device: Int, startSector: UInt64) {
        self.device = UInt16(device)
        self.startSector = startSector
    }
}
