// Submission: from a root to leaves in plugs.

extension Worker {
    /// Whether there are clones enough for a root, whatever it falls into; fetches those that others released.
    @inline(__always)
    mutating func canStartRoot() -> Bool {
        if clones.freeCount >= clonesPerRoot { return true }
        collectReleasedClones()
        return clones.freeCount >= clonesPerRoot
    }

    mutating func collectReleasedClones() {
        var clone = mailbox.pointee.releasedClones.takeAll()
        while let bio = clone {
            clone = bio.pointee.next
            clones.put(bio)
        }
    }

    /// Submits a root to the top device: `submit_bio_noacct`.
    ///
    /// Iterative, like Linux's: what a table makes of a bio goes in front of what is left, in order, so that lower
    /// levels come first and leaves reach their queues in the order of their sectors, however deep the stack is.
    /// - Precondition: ``canStartRoot()``.
    @inline(__always)
    mutating func submit(_ root: RootPointer<Design>) {
        #if POLLBENCH_PLANTED_SLOWDOWN
            slowdown.slowDown()
        #endif
        M.spend(.root)
        let bio = Root.bio(of: root)
        bio.pointee.device = stack.top
        bio.pointee.completion.start()
        if !isTracked { return submitUntracked(bio) }
        let design = design
        design.rootStarted(root, on: &self)
        submitAll(bio, of: root)
        design.rootWasSubmitted(root, on: &self)
    }

    /// Submits a bio of a root and what comes of it.
    @inline(__always)
    private mutating func submitAll(_ bio: BioPointer<M>, of root: RootPointer<Design>) {
        let design = design
        var next = bio
        var pending = BioList<M>()
        while true {
            if !mayWait || !waits(next) {
                design.bioWillBeSubmitted(next, of: root, on: &self)
                let cookie = submit(next, of: root, pending: &pending)
                design.bioWasSubmitted(next, cookie: cookie, of: root, on: &self)
            }
            guard let lower = pending.popFirst() else { break }
            next = lower
        }
    }

    /// Submits a bio of a root later than the root. The clones that it may need are the root's share of the pool, but
    /// may still lie in the mailbox: other roots have taken free ones meanwhile.
    @inline(never)
    mutating func submitLate(_ bio: BioPointer<M>) {
        _ = canStartRoot()
        submitAll(bio, of: root(of: bio))
    }

    /// Gives one bio to its device: a table divides it, a leaf device takes it or divides it at its largest IO. What is
    /// to be submitted next goes in front of `pending`.
    @inline(__always)
    private mutating func submit(
        _ bio: BioPointer<M>, of root: RootPointer<Design>, pending: inout BioList<M>
    ) -> Cookie {
        let device = devices[bio.pointee.device]
        if let table = device.pointee.table {
            pending.prepend(map(bio, through: table, of: root))
            return .none
        }
        if bio.pointee.sectorCount <= device.pointee.maxSectorsPerIO { return plug(bio) }
        pending.prepend(split(bio, maxSectors: device.pointee.maxSectorsPerIO, of: root))
        return .none
    }

    /// Has a table map a bio, mostly to one clone. Returns what is to be submitted next.
    @inline(__always)
    private mutating func map(
        _ bio: BioPointer<M>, through table: Table, of root: RootPointer<Design>
    ) -> BioList<M> {
        let piece = piece(of: bio, from: 0, table)
        guard case .leg(let device, let sector) = piece.destination,
            piece.sectorCount == bio.pointee.sectorCount
        else { return mapOtherwise(bio, through: table, first: piece, of: root) }
        var parts = MappedParts<M>()
        parts.append(clone(bio, 0, piece.sectorCount, device: device, sector: sector))
        return divide(bio, into: parts, of: root)
    }

    /// The same for a bio that is divided or remapped in place. Not inlined, so that its variables take no registers
    /// from the loop of submission.
    @inline(never)
    private mutating func mapOtherwise(
        _ bio: BioPointer<M>, through table: Table, first piece: Piece, of root: RootPointer<Design>
    ) -> BioList<M> {
        remapped(bio, piece) ?? divide(bio, into: mapPieces(bio, table, first: piece), of: root)
    }

    /// Divides a bio that its leaf device cannot take whole. Returns its clones.
    @inline(never)
    private mutating func split(
        _ bio: BioPointer<M>, maxSectors: UInt32, of root: RootPointer<Design>
    ) -> BioList<M> {
        divide(bio, into: splitAtLimit(bio, maxSectors: maxSectors), of: root)
    }

    /// Where a target takes a whole bio in place, it goes on to its next device as it is: `md_submit_bio` makes no
    /// clone either, changes `bi_bdev` and `bi_sector`, and submits the bio once more. Nil where it does not.
    @inline(__always)
    private func remapped(_ bio: BioPointer<M>, _ piece: Piece) -> BioList<M>? {
        guard case .inPlace(let device, let sector) = piece.destination,
            piece.sectorCount == bio.pointee.sectorCount
        else { return nil }
        bio.pointee.device = device
        bio.pointee.sector = sector
        var list = BioList<M>()
        list.append(bio)
        return list
    }

    /// Turns a bio's count into those of its parts. Returns the clones among them.
    @inline(__always)
    private mutating func divide(
        _ bio: BioPointer<M>, into parts: MappedParts<M>, of root: RootPointer<Design>
    ) -> BioList<M> {
        if parts.count == 0 {
            dropCount(of: bio, parts.status, readyTicks: 0)
            return BioList()
        }
        bio.pointee.completion.divide(into: parts.count, status: parts.status)
        let design = design
        design.bioWasMapped(bio, into: parts.clones, count: parts.count, of: root, on: &self)
        return parts.clones
    }

    /// A root on a device that has no table needs no design: its leaves are on the one queue of this worker.
    private mutating func submitUntracked(_ bio: BioPointer<M>) {
        let device = devices[stack.top].pointee
        if bio.pointee.sectorCount <= device.maxSectorsPerIO {
            _ = plug(bio)
            return
        }
        var parts = splitAtLimit(bio, maxSectors: device.maxSectorsPerIO)
        bio.pointee.completion.divide(into: parts.count, status: .ok)
        while let part = parts.clones.popFirst() { _ = plug(part) }
    }
}
