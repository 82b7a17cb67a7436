// Clones of multipath targets: which path they take, and what becomes of those whose path failed.

extension Worker {
    /// The paths of a line of a table, which is of a multipath target.
    func paths(of line: UInt32, _ table: Table) -> UnsafePointer<PathSet<M>> {
        table.pointee.pathSets.unsafelyUnwrapped + Int(line)
    }

    /// Makes the clone of a piece of a bio that a multipath target takes: on the path whose turn it is; without one it
    /// waits when its turn to be submitted comes. Nil where it must not wait.
    mutating func cloneOnAnyPath(
        of bio: BioPointer<M>, _ doneSectors: UInt32, _ sectorCount: UInt32,
        _ paths: UnsafePointer<PathSet<M>>, _ offset: UInt64
    ) -> BioPointer<M>? {
        let path = paths.pointee.next()
        if path == nil && !paths.pointee.queuesIfNoPath { return nil }
        let leg = paths.pointee.legs[path ?? 0]
        let clone = clone(
            bio, doneSectors, sectorCount, device: leg.device, sector: leg.startSector &+ offset)
        clone.pointee.path = path.map { UInt16(truncatingIfNeeded: $0) } ?? Bio<M>.noPath
        return clone
    }

    /// The paths of the multipath target that a clone is of, and the clone's place in it; nil if it is of none. By the
    /// sector, in the table of now: the clone may have waited while its device's table was loaded anew.
    private func multipath(
        of clone: BioPointer<M>, _ parent: BioPointer<M>
    ) -> (paths: UnsafePointer<PathSet<M>>, offset: UInt64)? {
        guard let table = table(of: parent.pointee.device) else { return nil }
        let doneBytes = clone.pointee.buffer - parent.pointee.buffer
        let sector = parent.pointee.sector &+ UInt64(truncatingIfNeeded: doneBytes / sectorBytes)
        let target = table.pointee.layout.target(at: sector)
        guard case .multipath(let multipath) = target.pointee.kind else { return nil }
        return (paths(of: multipath.line, table), sector &- target.pointee.startSector)
    }

    /// Looks at a clone that ended with an error: if its path failed, leaves the path out and passes the clone to its
    /// owner, to be submitted down another one. Returns whether it did: `multipath_end_io_bio`.
    ///
    /// Runs on the worker that ended the clone; only the count of its parent still stands for it.
    @inline(never)
    mutating func failsOver(_ clone: BioPointer<M>, of parent: BioPointer<M>, _ status: Status) -> Bool {
        guard status.isOfPath, let (paths, _) = multipath(of: clone, parent) else { return false }
        paths.pointee.fail(Int(clone.pointee.path))
        guard paths.pointee.queuesIfNoPath || paths.pointee.hasPath() else { return false }
        counters.failovers &+= 1
        if Int(clone.pointee.owner) == number {
            waiting.forPath.append(clone)
        } else {
            stack.mailboxes[Int(clone.pointee.owner)].failedOver.push(clone)
        }
        return true
    }

    /// Submits the clones again whose path failed, and those that found none, as far as there is one now:
    /// `process_queued_bios`.
    @inline(never)
    mutating func submitFailedOver() {
        var foreign = mailbox.pointee.failedOver.takeAll()
        while let clone = foreign {
            foreign = clone.pointee.next
            waiting.forPath.append(clone)
        }
        var clones = waiting.forPath
        waiting.forPath = BioList()
        while let clone = clones.popFirst() { submitFailedOver(clone) }
    }

    private mutating func submitFailedOver(_ clone: BioPointer<M>) {
        let parent = clone.pointee.parent.unsafelyUnwrapped
        guard let (paths, offset) = multipath(of: clone, parent) else { return }
        guard let path = paths.pointee.next() else {
            if paths.pointee.queuesIfNoPath { return waiting.forPath.append(clone) }
            clone.pointee.completion.start()
            return dropCount(of: clone, .ioError, readyTicks: 0)
        }
        // Its former parts were released before it; they may be needed again.
        collectReleasedClones()
        let hasFailed = clone.pointee.path != Bio<M>.noPath
        let leg = paths.pointee.legs[path]
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
