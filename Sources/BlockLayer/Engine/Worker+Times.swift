// Clones of targets that look at the clock: dm-flakey and dm-delay.

extension Worker {
    /// The fate of a piece of a bio in a flakey or delay target.
    enum TimedPiece {
        case clone(BioPointer<M>)
        case ended(Status)
    }

    /// The times of a line of a table, which is of a flakey or delay target.
    func times(of line: UInt32, _ table: Table) -> UnsafePointer<TargetTimes> {
        table.pointee.times.unsafelyUnwrapped + Int(line)
    }

    /// Makes the clone of a piece of a bio that such a target takes, if it goes on at all.
    mutating func timed(
        _ bio: BioPointer<M>, _ doneSectors: UInt32, _ sectorCount: UInt32,
        _ times: UnsafePointer<TargetTimes>, device: UInt16, sector: UInt64
    ) -> TimedPiece {
        let now = M.ticks()
        switch times.pointee.fate(of: bio.pointee.operation, at: now) {
        case .fails: return .ended(.ioError)
        case .isDropped: return .ended(.ok)
        case .goesOn(let ticks):
            let clone = clone(bio, doneSectors, sectorCount, device: device, sector: sector)
            if ticks > 0 {
                clone.pointee.path = Bio<M>.delayed
                clone.pointee.readyTicks = now &+ ticks
            }
            return .clone(clone)
        }
    }

    /// Submits the clones whose time has come; all of them if their device is to be suspended: delay_presuspend.
    mutating func submitDelayed() {
        if waiting.forTime.isEmpty { return }
        let now = M.ticks()
        var clones = waiting.forTime
        waiting.forTime = BioList()
        while let clone = clones.popFirst() {
            if clone.pointee.readyTicks > now && !devices.hasSuspended {
                waiting.forTime.append(clone)
            } else {
                clone.pointee.path = 0
                clone.pointee.readyTicks = 0
                submitLate(clone)
            }
        }
    }
}
