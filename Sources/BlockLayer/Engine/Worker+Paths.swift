// Clones of multipath targets: which path they take, and what becomes of those whose path failed.

extension Worker {
    /// Makes the clone of a piece of a bio that a multipath target takes: on the path whose turn it is; without one it
    /// waits when its turn to be submitted comes. Nil where it must not wait.
    mutating func cloneOnAnyPath(
        of bio: BioPointer<M>, _ doneSectors: UInt32, _ piece: Piece, _ offset: UInt64, _ layout: TableLayout
    ) -> BioPointer<M>? {
        let sector = bio.pointee.sector &+ UInt64(doneSectors)
        guard case .multipath(let target) = layout.target(at: sector).pointee.kind else { return nil }
        let path = pathSet(of: target, on: bio.pointee.device).pointee.next()
        if path == nil && !target.queuesIfNoPath { return nil }
        let leg = target.paths[path ?? 0]
        let clone = clone(
            bio, doneSectors, piece.sectorCount, device: leg.device, sector: leg.startSector &+ offset)
        clone.pointee.path = path.map { UInt16(truncatingIfNeeded: $0) } ?? Bio<M>.noPath
        return clone
    }

    private func pathSet(of target: MultipathTarget, on device: UInt16) -> UnsafePointer<PathSet<M>> {
        table(of: device).unsafelyUnwrapped.pointee.pathSets.unsafelyUnwrapped + Int(target.number)
    }

    /// The multipath target that a clone is of, and the clone's place in it; nil if it is of none.
    private func multipath(
        of clone: BioPointer<M>, _ parent: BioPointer<M>
    ) -> (target: MultipathTarget, offset: UInt64)? {
        guard let layout = table(of: parent.pointee.device)?.pointee.layout else { return nil }
        let doneBytes = clone.pointee.buffer - parent.pointee.buffer
        let sector = parent.pointee.sector &+ UInt64(truncatingIfNeeded: doneBytes / sectorBytes)
        let line = layout.target(at: sector)
        guard case .multipath(let target) = line.pointee.kind else { return nil }
        return (target, sector &- line.pointee.startSector)
    }

    /// Takes a clone that came to an end with an error for one whose path failed, if it is: leaves the path out and
    /// has the clone's owner send it down another one. Returns whether that goes on: `multipath_end_io_bio`.
    ///
    /// Runs on whichever worker ended the clone, which nobody else knows any more but its parent's count.
    @inline(never)
    mutating func failsOver(_ clone: BioPointer<M>, of parent: BioPointer<M>, _ status: Status) -> Bool {
        guard status.isOfPath, let (target, _) = multipath(of: clone, parent) else { return false }
        let paths = pathSet(of: target, on: parent.pointee.device)
        paths.pointee.fail(Int(clone.pointee.path))
        guard target.queuesIfNoPath || paths.pointee.hasPath() else { return false }
        counters.failovers &+= 1
        M.note(.failedOver, of: clone)
        if Int(clone.pointee.owner) == number {
            waitingForPath.append(clone)
        } else {
            stack.mailboxes[Int(clone.pointee.owner)].pushFailedOver(clone)
        }
        return true
    }

    /// Submits the clones again whose path failed, and those that found none, as far as there is one now:
    /// `process_queued_bios`.
    @inline(never)
    mutating func submitFailedOver() {
        var foreign = mailbox.pointee.takeFailedOver()
        while let clone = foreign {
            foreign = clone.pointee.next
            waitingForPath.append(clone)
        }
        var waiting = waitingForPath
        waitingForPath = BioList()
        while let clone = waiting.popFirst() { submitFailedOver(clone) }
    }

    private mutating func submitFailedOver(_ clone: BioPointer<M>) {
        let parent = clone.pointee.parent.unsafelyUnwrapped
        guard let (target, offset) = multipath(of: clone, parent) else { return }
        guard let path = pathSet(of: target, on: parent.pointee.device).pointee.next() else {
            if target.queuesIfNoPath { return waitingForPath.append(clone) }
            clone.pointee.completion.start()
            return end(clone, .ioError, readyTicks: 0)
        }
        let hasFailed = clone.pointee.path != Bio<M>.noPath
        let leg = target.paths[path]
        clone.pointee.device = leg.device
        clone.pointee.sector = leg.startSector &+ offset
        clone.pointee.status = .ok
        clone.pointee.readyTicks = 0
        clone.pointee.path = UInt16(truncatingIfNeeded: path)
        if hasFailed {
            clone.pointee.completion.start()
            let design = design
            design.cloneFailedOver(clone, of: root(of: clone), on: &self)
        }
        submitLate(clone)
    }
}

extension Status {
    /// Whether the same IO may end well on another path: `blk_path_error`.
    fileprivate var isOfPath: Bool {
        switch self {
        case .ok, .notSupported, .noSpace, .targetError, .mediumError, .protectionError: false
        default: true
        }
    }
}
