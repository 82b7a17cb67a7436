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
            var soleClone: BioPointer<M>?
            if !mayWait || !waits(next) {
                design.bioWillBeSubmitted(next, of: root, on: &self)
                let cookie = submit(next, of: root, &soleClone, pending: &pending)
                design.bioWasSubmitted(next, cookie: cookie, of: root, on: &self)
            }
            guard let lower = soleClone ?? pending.popFirst() else { break }
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
    /// to be submitted next is `soleClone`, or goes in front of `pending`.
    @inline(__always)
    private mutating func submit(
        _ bio: BioPointer<M>, of root: RootPointer<Design>, _ soleClone: inout BioPointer<M>?,
        pending: inout BioList<M>
    ) -> Cookie {
        let device = devices[bio.pointee.device]
        if let table = device.pointee.table {
            let piece = legPiece(of: bio, from: 0, table)
            if let piece, piece.sectorCount == bio.pointee.sectorCount {
                soleClone = mapWhole(bio, piece, of: root)
            } else {
                pending.prepend(mapOtherwise(bio, through: table, first: piece, of: root))
            }
            return .none
        }
        if bio.pointee.sectorCount <= device.pointee.maxSectorsPerIO { return plug(bio) }
        pending.prepend(split(bio, maxSectors: device.pointee.maxSectorsPerIO, of: root))
        return .none
    }

    /// Maps a bio to one clone, as most are. Returns the clone.
    @inline(__always)
    private mutating func mapWhole(
        _ bio: BioPointer<M>, _ piece: LegPiece, of root: RootPointer<Design>
    ) -> BioPointer<M> {
        let clone = clone(bio, 0, piece)
        let design = design
        design.bioWasMapped(bio, into: BioList(clone), count: 1, of: root, on: &self)
        return clone
    }

    /// Maps a bio that is divided, remapped in place, or mapped by a target of another kind. Returns what is to be
    /// submitted next. Not inlined, so that its variables take no registers from the loop of submission.
    @inline(never)
    private mutating func mapOtherwise(
        _ bio: BioPointer<M>, through table: Table, first: LegPiece?, of root: RootPointer<Design>
    ) -> BioList<M> {
        if first == nil, let whole = remapped(bio, piece(of: bio, from: 0, table)) { return whole }
        return divide(bio, into: mapPieces(bio, table, first: first), of: root)
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
        return BioList(bio)
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
