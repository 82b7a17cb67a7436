// Mapping: from a bio to the clones that a table, or a device's largest IO, divides it into.

/// The clones that a bio is divided into, and the first error of the pieces that ended while they were mapped.
struct MappedParts<M: Machine> {
    var clones = BioList<M>()
    private(set) var count = 0
    private(set) var status = Status.ok

    @inline(__always)
    mutating func append(_ clone: BioPointer<M>) {
        clones.append(clone)
        count &+= 1
    }

    /// Notes a piece that ended without a clone.
    @inline(__always)
    mutating func note(_ ending: Status) {
        if status == .ok { status = ending }
    }
}

extension Worker {
    typealias Table = UnsafePointer<LoadedTable<Design>>

    /// The piece of a bio that begins behind the sectors that are done.
    @inline(__always)
    func piece(of bio: BioPointer<M>, from doneSectors: UInt32, _ table: Table) -> Piece {
        let sector = bio.pointee.sector &+ UInt64(doneSectors)
        return table.pointee.layout.target(at: sector).pointee.map(
            bio.pointee.operation, sector: sector, count: bio.pointee.sectorCount &- doneSectors)
    }

    /// The same of a target that makes one clone on one device of each piece; nil for others.
    @inline(__always)
    func legPiece(of bio: BioPointer<M>, from doneSectors: UInt32, _ table: Table) -> LegPiece? {
        let sector = bio.pointee.sector &+ UInt64(doneSectors)
        return table.pointee.layout.target(at: sector).pointee.mapToLeg(
            sector: sector, count: bio.pointee.sectorCount &- doneSectors)
    }

    /// Makes the clones of a bio, piece by piece.
    ///
    /// - Parameter first: ``legPiece(of:from:_:)`` of its beginning.
    mutating func mapPieces(_ bio: BioPointer<M>, _ table: Table, first: LegPiece?) -> MappedParts<M> {
        var parts = MappedParts<M>()
        var doneSectors: UInt32 = 0
        var next = first
        while true {
            if let piece = next {
                parts.append(clone(bio, doneSectors, piece))
                doneSectors &+= piece.sectorCount
            } else {
                let piece = piece(of: bio, from: doneSectors, table)
                map(piece, of: bio, doneSectors, table, into: &parts)
                doneSectors &+= piece.sectorCount
            }
            if doneSectors >= bio.pointee.sectorCount { return parts }
            next = legPiece(of: bio, from: doneSectors, table)
        }
    }

    private mutating func map(
        _ piece: Piece, of bio: BioPointer<M>, _ doneSectors: UInt32, _ table: Table,
        into parts: inout MappedParts<M>
    ) {
        switch piece.destination {
        case .leg(let device, let sector), .inPlace(let device, let sector):
            parts.append(clone(bio, doneSectors, piece.sectorCount, device: device, sector: sector))
        case .everyLeg(let legs, let offset):
            for leg in legs {
                let sector = leg.startSector &+ offset
                parts.append(clone(bio, doneSectors, piece.sectorCount, device: leg.device, sector: sector))
            }
        case .anyPath(let line, let offset):
            if let clone = cloneOnAnyPath(
                of: bio, doneSectors, piece.sectorCount, paths(of: line, table), offset)
            {
                parts.append(clone)
            } else {
                parts.note(.ioError)
            }
        case .timed(let line, let device, let sector):
            switch timed(
                bio, doneSectors, piece.sectorCount, times(of: line, table), device: device, sector: sector)
            {
            case .clone(let clone): parts.append(clone)
            case .ended(let ending): parts.note(ending)
            }
        case .ended(let failure): parts.note(failure)
        case .zeros: fillWithZeros(bio, doneSectors, piece.sectorCount)
        }
    }

    /// Divides a bio that its leaf device cannot take whole: `bio_split_to_limits`.
    mutating func splitAtLimit(_ bio: BioPointer<M>, maxSectors: UInt32) -> MappedParts<M> {
        var parts = MappedParts<M>()
        var doneSectors: UInt32 = 0
        while doneSectors < bio.pointee.sectorCount {
            let length = min(maxSectors, bio.pointee.sectorCount &- doneSectors)
            let sector = bio.pointee.sector &+ UInt64(doneSectors)
            parts.append(clone(bio, doneSectors, length, device: bio.pointee.device, sector: sector))
            doneSectors &+= length
        }
        return parts
    }

    /// Makes the clone of the sectors of a bio from `offsetSectors` on that a piece sends to a device.
    @inline(__always)
    mutating func clone(
        _ bio: BioPointer<M>, _ offsetSectors: UInt32, _ piece: LegPiece
    ) -> BioPointer<M> {
        clone(bio, offsetSectors, piece.sectorCount, device: piece.device, sector: piece.sector)
    }

    /// Makes the clone of the sectors of a bio from `offsetSectors` on.
    @inline(__always)
    mutating func clone(
        _ bio: BioPointer<M>, _ offsetSectors: UInt32, _ sectorCount: UInt32, device: UInt16, sector: UInt64
    ) -> BioPointer<M> {
        M.spend(.clone)
        // `canStartRoot` has ensured that there are enough.
        let clone = clones.takeFree()
        clone.pointee.parent = bio
        clone.pointee.completion.start()
        clone.pointee.sector = sector
        clone.pointee.buffer = bio.pointee.buffer + Int(offsetSectors) &* sectorBytes
        clone.pointee.bufferIndex = bio.pointee.bufferIndex
        clone.pointee.readyTicks = 0
        clone.pointee.sectorCount = sectorCount
        clone.pointee.device = device
        clone.pointee.operation = bio.pointee.operation
        clone.pointee.status = .ok
        clone.pointee.path = 0
        return clone
    }

    private func fillWithZeros(_ bio: BioPointer<M>, _ offsetSectors: UInt32, _ sectorCount: UInt32) {
        guard bio.pointee.operation == .read else { return }
        let start = bio.pointee.buffer + Int(offsetSectors) &* sectorBytes
        start.initializeMemory(as: UInt8.self, repeating: 0, count: Int(sectorCount) &* sectorBytes)
    }
}
