/// One line of a table: a range of sectors and what it maps to.
///
/// Mapping is pure arithmetic on sectors. The kinds are cases and not a protocol so that a table is one flat array
/// and a mapped IO costs a predicted branch, never a call through a witness table.
struct Target {
    /// First sector of the mapped device that the line covers.
    let startSector: UInt64
    /// The sector behind the last one.
    let endSector: UInt64
    let kind: Kind

    enum Kind {
        case linear(LinearTarget)
        case striped(StripedTarget)
        case mirror(MirrorTarget)
        case multipath(MultipathTarget)
        case remap(RemapTarget)
        case timed(TimedTarget)
        case error(ErrorTarget)
        case zero(ZeroTarget)
    }

    /// Compiles a line of a plan. Control plane.
    ///
    /// - Parameters:
    ///   - legs: the plan's legs, in memory that stays as long as the target.
    ///   - line: the number of the line in its table.
    init(_ plan: StackPlan.Target, from startSector: UInt64, legs: UnsafeBufferPointer<Leg>, line: Int) {
        self.startSector = startSector
        endSector = startSector + plan.sectorCount
        let line = UInt32(line)
        kind =
            switch plan.kind {
            case .linear: .linear(LinearTarget(leg: legs[0]))
            case .striped(let chunkSectors, _):
                .striped(StripedTarget(legs: legs, chunkSectors: chunkSectors))
            case .mirror: .mirror(MirrorTarget(legs: legs))
            case .multipath: .multipath(MultipathTarget(line: line))
            case .remap: .remap(RemapTarget(leg: legs[0]))
            case .flakey, .delay: .timed(TimedTarget(legs: legs, line: line))
            case .error: .error(ErrorTarget())
            case .zero: .zero(ZeroTarget())
            }
    }

    /// Maps the beginning of the range of `count` sectors at `sector`, which lies in this target.
    ///
    /// The piece ends at the latest where the target ends, or a chunk of it.
    @inline(__always)
    func map(_ operation: Operation, sector: UInt64, count: UInt32) -> Piece {
        let (offset, limit) = extent(sector: sector, count: count)
        return switch kind {
        case .linear(let target): Piece(target.map(offset: offset, limit: limit))
        case .striped(let target): Piece(target.map(offset: offset, limit: limit))
        case .mirror(let target): target.map(operation, offset: offset, limit: limit)
        case .multipath(let target): target.map(offset: offset, limit: limit)
        case .remap(let target): target.map(offset: offset, limit: limit)
        case .timed(let target): target.map(operation, offset: offset, limit: limit)
        case .error(let target): target.map(limit: limit)
        case .zero(let target): target.map(limit: limit)
        }
    }

    /// The same for a kind that makes one clone on one device of each piece; nil for others.
    @inline(__always)
    func mapToLeg(sector: UInt64, count: UInt32) -> LegPiece? {
        let (offset, limit) = extent(sector: sector, count: count)
        return switch kind {
        case .linear(let target): target.map(offset: offset, limit: limit)
        case .striped(let target): target.map(offset: offset, limit: limit)
        default: nil
        }
    }

    /// Where in the target a range begins, and how many of its sectors lie in the target.
    @inline(__always)
    private func extent(sector: UInt64, count: UInt32) -> (offset: UInt64, limit: UInt32) {
        (sector &- startSector, UInt32(truncatingIfNeeded: min(UInt64(count), endSector &- sector)))
    }
}
