// Submission: from a root to leaves in plugs, to hardware queues.

extension Worker {
    /// Whether there are clones enough for a root, whatever it falls into; fetches those that others released.
    @inline(__always)
    mutating func canStartRoot() -> Bool {
        if clones.freeCount >= clonesPerRoot { return true }
        collectReleasedClones()
        return clones.freeCount >= clonesPerRoot
    }

    mutating func collectReleasedClones() {
        var clone = mailbox.pointee.takeReleasedClones()
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
                let cookie = submit(next, of: root, lower: &pending)
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

    /// Gives one bio to its device: a table divides it, a leaf device takes it or divides it at its largest IO.
    @inline(__always)
    private mutating func submit(
        _ bio: BioPointer<M>, of root: RootPointer<Design>, lower: inout BioList<M>
    ) -> Cookie {
        let device = devices[Int(bio.pointee.device)]
        if let table = device.table {
            let piece = piece(of: bio, from: 0, table.pointee.layout)
            if remaps(bio, piece, lower: &lower) { return .none }
            let (parts, count, status) = map(bio, through: table.pointee.layout, first: piece)
            divide(bio, into: parts, count: count, status: status, of: root, lower: &lower)
            return .none
        }
        if bio.pointee.sectorCount > device.maxSectorsPerIO {
            let (parts, count) = splitAtLimit(bio, maxSectors: device.maxSectorsPerIO)
            divide(bio, into: parts, count: count, status: .ok, of: root, lower: &lower)
            return .none
        }
        return plug(bio)
    }

    /// Where a target takes a whole bio in place, it goes on to its next device as it is: `md_submit_bio` makes no
    /// clone either, changes `bi_bdev` and `bi_sector`, and submits the bio once more.
    @inline(__always)
    private func remaps(_ bio: BioPointer<M>, _ piece: Piece, lower: inout BioList<M>) -> Bool {
        guard case .inPlace(let device, let sector) = piece.destination,
            piece.sectorCount == bio.pointee.sectorCount
        else { return false }
        bio.pointee.device = device
        bio.pointee.sector = sector
        var list = BioList<M>()
        list.append(bio)
        lower.prepend(list)
        return true
    }

    /// A root on a device that has no table needs no design: its leaves are on the one queue of this worker.
    private mutating func submitUntracked(_ bio: BioPointer<M>) {
        let device = devices[Int(stack.top)]
        if bio.pointee.sectorCount <= device.maxSectorsPerIO {
            _ = plug(bio)
            return
        }
        var (parts, count) = splitAtLimit(bio, maxSectors: device.maxSectorsPerIO)
        bio.pointee.completion.divide(into: count, status: .ok)
        while let part = parts.popFirst() { _ = plug(part) }
    }

    @inline(__always)
    private mutating func divide(
        _ bio: BioPointer<M>, into parts: BioList<M>, count: Int, status: Status,
        of root: RootPointer<Design>,
        lower: inout BioList<M>
    ) {
        if count == 0 { return end(bio, status, readyTicks: 0) }
        bio.pointee.completion.divide(into: count, status: status)
        let design = design
        design.bioWasMapped(bio, into: parts, count: count, of: root, on: &self)
        lower.prepend(parts)
    }

    /// Makes the clones of a bio and the status of pieces that ended while they were mapped. Most bios fit into one
    /// piece.
    @inline(__always)
    private mutating func map(
        _ bio: BioPointer<M>, through layout: TableLayout, first piece: Piece
    ) -> (BioList<M>, count: Int, Status) {
        var parts = BioList<M>()
        if case .leg(let device, let sector) = piece.destination, piece.sectorCount == bio.pointee.sectorCount
        {
            parts.append(clone(bio, 0, piece.sectorCount, device: device, sector: sector))
            return (parts, 1, .ok)
        }
        return mapPieces(bio, layout, first: piece)
    }

    @inline(__always)
    private func piece(of bio: BioPointer<M>, from doneSectors: UInt32, _ layout: TableLayout) -> Piece {
        let sector = bio.pointee.sector &+ UInt64(doneSectors)
        return layout.target(at: sector).pointee.map(
            bio.pointee.operation, sector: sector, count: bio.pointee.sectorCount &- doneSectors)
    }

    private mutating func mapPieces(
        _ bio: BioPointer<M>, _ layout: TableLayout, first: Piece
    ) -> (BioList<M>, count: Int, Status) {
        var parts = BioList<M>()
        var count = 0
        var status = Status.ok
        var doneSectors: UInt32 = 0
        var piece = first
        while true {
            switch piece.destination {
            case .leg(let device, let sector), .inPlace(let device, let sector):
                parts.append(clone(bio, doneSectors, piece.sectorCount, device: device, sector: sector))
                count &+= 1
            case .everyLeg(let legs, let offset):
                for leg in legs {
                    let sector = leg.startSector &+ offset
                    parts.append(
                        clone(bio, doneSectors, piece.sectorCount, device: leg.device, sector: sector))
                    count &+= 1
                }
            case .anyPath(let offset):
                if let clone = cloneOnAnyPath(of: bio, doneSectors, piece, offset, layout) {
                    parts.append(clone)
                    count &+= 1
                } else if status == .ok {
                    status = .ioError
                }
            case .timed(let device, let sector):
                switch timed(bio, doneSectors, piece, device: device, sector: sector, layout) {
                case .clone(let clone):
                    parts.append(clone)
                    count &+= 1
                case .ended(let ending): if status == .ok { status = ending }
                }
            case .ended(let failure): if status == .ok { status = failure }
            case .zeros: fillWithZeros(bio, doneSectors, piece.sectorCount)
            }
            doneSectors &+= piece.sectorCount
            if doneSectors >= bio.pointee.sectorCount { return (parts, count, status) }
            piece = self.piece(of: bio, from: doneSectors, layout)
        }
    }

    /// Divides a bio that its leaf device cannot take whole: `bio_split_to_limits`.
    private mutating func splitAtLimit(_ bio: BioPointer<M>, maxSectors: UInt32) -> (BioList<M>, count: Int) {
        var parts = BioList<M>()
        var count = 0
        var doneSectors: UInt32 = 0
        while doneSectors < bio.pointee.sectorCount {
            let length = min(maxSectors, bio.pointee.sectorCount &- doneSectors)
            let sector = bio.pointee.sector &+ UInt64(doneSectors)
            parts.append(clone(bio, doneSectors, length, device: bio.pointee.device, sector: sector))
            count &+= 1
            doneSectors &+= length
        }
        return (parts, count)
    }

    @inline(__always)
    mutating func clone(
        _ bio: BioPointer<M>, _ offsetSectors: UInt32, _ sectorCount: UInt32, device: UInt16, sector: UInt64
    ) -> BioPointer<M> {
        // `canStartRoot` saw to it that there are enough.
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

    /// Puts a leaf into the plug of this worker's queue of its device, and the plug's leaves into the queue once
    /// there are enough.
    @inline(__always)
    private mutating func plug(_ leaf: BioPointer<M>) -> Cookie {
        if Design.leavesUnpolled && isNextUnpolled { return plugUnpolled(leaf) }
        let queue = queueOfDevice[Int(leaf.pointee.device)]
        plug(leaf, for: queue)
        return Cookie(queue: queue)
    }

    /// Puts a leaf into the plug of a queue, and the plug's leaves into the queue once there are enough.
    @inline(__always)
    mutating func plug(_ leaf: BioPointer<M>, for queue: UInt32) {
        let plug = plugs + Int(queue)
        plug.pointee.leaves.append(leaf)
        plug.pointee.count &+= 1
        let isLeft = plug.pointee.count < settings.batchSubmit || submitPlug(of: queue)
        if isLeft && !plug.pointee.isOpen { openPlug(of: queue) }
    }

    /// Puts a leaf into the plug of a queue, to be submitted with the next flush.
    mutating func plugForLater(_ leaf: BioPointer<M>, for queue: UInt32) {
        let plug = plugs + Int(queue)
        plug.pointee.leaves.append(leaf)
        plug.pointee.count &+= 1
        if !plug.pointee.isOpen { openPlug(of: queue) }
    }

    /// Whether a plug has to be looked at again: it has leaves, or its queue holds some back.
    @inline(__always)
    private func isLeftOpen(_ queue: UInt32) -> Bool {
        plugs[Int(queue)].count > 0 || stack.contexts[Int(queue)].queue.holdsBack
    }

    @inline(__always)
    private mutating func openPlug(of queue: UInt32) {
        plugs[Int(queue)].isOpen = true
        openPlugs[openPlugCount] = queue
        openPlugCount &+= 1
    }

    /// Submits what is in the plugs. What a queue has no room for stays and is tried again next time. Before it, what
    /// has waited for another path or for its time.
    @inline(__always)
    mutating func submitPlugs() {
        if hasWaiting {
            submitFailedOver()
            submitDelayed()
        }
        for place in 0..<openPlugCount where plugs[Int(openPlugs[place])].count > 0 {
            _ = submitPlug(of: openPlugs[place])
        }
    }

    /// Closes the plugs whose queues hold nothing back any more, after the poll that may have taken it along.
    @inline(__always)
    mutating func closePlugs() {
        var kept = 0
        for place in 0..<openPlugCount {
            let queue = openPlugs[place]
            let context = stack.contexts + Int(queue)
            if context.pointee.queue.holdsBack { flush(context) }
            if isLeftOpen(queue) {
                openPlugs[kept] = queue
                kept &+= 1
            } else {
                plugs[Int(queue)].isOpen = false
            }
        }
        openPlugCount = kept
    }

    @inline(never)
    private mutating func flush(_ context: UnsafePointer<HardwareContext<Queue>>) {
        lockSubmissions(context)
        context.pointee.queue.flush(systemCalls: &counters.systemCalls)
        unlockSubmissions(context)
    }

    /// Puts the leaves of a plug into its queue; returns whether the plug has to be looked at again.
    @inline(__always)
    private mutating func submitPlug(of queue: UInt32) -> Bool {
        let context = stack.contexts + Int(queue)
        let plug = plugs + Int(queue)
        lockSubmissions(context)
        let taken = context.pointee.queue.submit(
            &plug.pointee.leaves, systemCalls: &counters.systemCalls)
        unlockSubmissions(context)
        context.pointee.queue.spendSubmission(of: taken)
        counters.leavesSubmitted &+= UInt64(truncatingIfNeeded: taken)
        let left = plug.pointee.count &- taken
        plug.pointee.count = left
        return left > 0 || context.pointee.queue.holdsBack
    }

    @inline(__always)
    private mutating func lockSubmissions(_ context: UnsafePointer<HardwareContext<Queue>>) {
        if settings.locking == .none { return }
        counters.locks &+= 1
        if context.pointee.submissionLock.value.lock() { counters.lockWaits &+= 1 }
    }

    @inline(__always)
    private func unlockSubmissions(_ context: UnsafePointer<HardwareContext<Queue>>) {
        if settings.locking != .none { context.pointee.submissionLock.value.unlock() }
    }
}
