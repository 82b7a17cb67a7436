// Clones of targets that look at the clock: dm-flakey and dm-delay.

extension Worker {
    /// What a flakey or delay target makes of a piece of a bio.
    enum TimedPiece {
        case clone(BioPointer<M>)
        case ended(Status)
    }

    mutating func timed(
        _ bio: BioPointer<M>, _ doneSectors: UInt32, _ piece: Piece, device: UInt16, sector: UInt64,
        _ layout: TableLayout
    ) -> TimedPiece {
        let line = layout.target(at: bio.pointee.sector &+ UInt64(doneSectors))
        guard case .timed(let target) = line.pointee.kind,
            let times = table(of: bio.pointee.device)?.pointee.times
        else { return .ended(.invalid) }
        let now = M.ticks()
        switch times[Int(target.number)].fate(of: bio.pointee.operation, at: now) {
        case .fails: return .ended(.ioError)
        case .isDropped: return .ended(.ok)
        case .goesOn(let ticks):
            let clone = clone(bio, doneSectors, piece.sectorCount, device: device, sector: sector)
            if ticks > 0 {
                clone.pointee.path = Bio<M>.delayed
                clone.pointee.readyTicks = now &+ ticks
            }
            return .clone(clone)
        }
    }

    /// Submits the clones whose time has come; all of them if their device is to be suspended: delay_presuspend.
    mutating func submitDelayed() {
        if delayed.isEmpty { return }
        let now = M.ticks()
        var waiting = delayed
        delayed = BioList()
        while let clone = waiting.popFirst() {
            if clone.pointee.readyTicks > now && !hasSuspended {
                delayed.append(clone)
            } else {
                clone.pointee.path = 0
                clone.pointee.readyTicks = 0
                submitLate(clone)
            }
        }
    }
}
