// All that a design may call of a worker, or look at, in the hooks of PollingDesign; besides it `number`, the worker's
// number, and `designState`, its state of the design. A test holds designs to this page.
//
// Everything runs on the worker's own thread, which is the thread of the hook. Hooks that run on a reaper may hold the
// completion lock of the queue that the leaf came from (see the table of PollingDesign): they poll and wait for
// nothing.

// MARK: Ask: what a hook may look at

extension Worker {
    /// The table that all roots are handed to. Not that of a root's device, which is another one once the root was
    /// remapped in place. Any hook.
    @inline(__always)
    var topTable: UnsafePointer<LoadedTable<Design>> { table(of: stack.top).unsafelyUnwrapped }

    /// The queues that this worker submits to, by device number; `UInt32.max` for mapped devices. Any hook.
    @inline(__always)
    var ownQueues: UnsafeBufferPointer<UInt32> { queues.all }

    /// The hardware queue that a bio of this worker goes to next; nil if a table or its device's limit divides it.
    /// - Precondition: the worker owns the bio, which is alive: hooks of submission.
    @inline(__always)
    func leafQueue(of bio: BioPointer<M>) -> UInt32? {
        let queue = queues[bio.pointee.device]
        if queue == .max { return nil }
        let limit = devices[bio.pointee.device].pointee.maxSectorsPerIO
        return bio.pointee.sectorCount <= limit ? queue : nil
    }

    /// The root that a bio is part of, found upwards.
    /// - Precondition: the bio has not ended, so its parents have not either. Any worker.
    @inline(__always)
    func root(of bio: BioPointer<M>) -> RootPointer<Design> {
        var bio = bio
        while let parent = bio.pointee.parent { bio = parent }
        return Root.containing(bio)
    }

    /// Whether a root of this worker has ended, here or on another thread, and waits to be reaped by the loop. Takes
    /// ended roots from the mailbox and ends leaves that were handed back: for loops inside a hook of the owner.
    @inline(__always)
    mutating func hasEnded() -> Bool {
        if Design.leafEnding == .handedBack {
            endHandedBack()
            return !ended.isEmpty
        }
        var foreign = mailbox.pointee.endedRoots.takeAll()
        while let bio = foreign {
            foreign = bio.pointee.next
            ended.append(bio)
        }
        return !ended.isEmpty
    }
}

// MARK: Poll: in `poll`, and in `rootWasSubmitted` of designs that poll in submit

extension Worker {
    /// Polls a polled hardware queue of the stack, P(hctx): a look without a lock; then, under the completion lock,
    /// reaps what is there, whichever worker submitted it, and ends it. Returns the leaves reaped. `nvme_poll`.
    ///
    /// - Parameter unlessBusy: leaves the queue to a worker that is reaping it, even where the engine waits for locks.
    @inline(__always)
    mutating func pollQueue(_ queue: UInt32, unlessBusy: Bool = false) -> Int {
        assert(Int(queue) < stack.polledCount, "a cookie names a queue that is not there")
        counters.queuePolls &+= 1
        M.note(.begins, queue: queue)
        defer { M.note(.ends, queue: queue) }
        let context = stack.contexts + Int(queue)
        var reaped = 0
        if !mayTouch(context) {
            counters.emptyQueuePolls &+= 1
            return 0
        }
        if context.pointee.queue.mayHaveCompletions() { reaped = reap(context, queue, unlessBusy) }
        if reaped == 0 && spinTicks > 0 { reaped = spin(on: context, queue, unlessBusy) }
        if reaped == 0 { counters.emptyQueuePolls &+= 1 }
        return reaped
    }

    /// Polls the queues that this worker submits to. Returns the number of leaves reaped.
    @inline(__always)
    mutating func pollOwnQueues() -> Int {
        var reaped = 0
        for queue in ownQueues where queue != .max { reaped &+= pollQueue(queue) }
        return reaped
    }

    /// Polls those of its own queues that lie under a table. Returns the number of leaves reaped.
    @inline(__always)
    mutating func pollOwnQueues(under table: TableLayout) -> Int {
        var reaped = 0
        for queue in ownQueues where queue != .max && table.placeOfQueue[Int(queue)] != .max {
            reaped &+= pollQueue(queue)
        }
        return reaped
    }

    /// Polls every polled queue of every device of the stack. Returns the number of leaves reaped.
    @inline(__always)
    mutating func pollAllQueues() -> Int { pollAllQueues(under: stack.top) }

    /// Counts a queue that the design left to another poller.
    @inline(__always)
    mutating func noteBusySkip() { counters.busySkips &+= 1 }

    /// Sleeps until a queue of this worker interrupts. Where interrupts are modelled it returns at once.
    /// - Precondition: the design's completions are ``CompletionSource/interrupts``.
    mutating func waitForInterrupt() {
        if interrupts.isEmpty { return }
        counters.systemCalls &+= 1
        interrupts.wait()
    }
}

// MARK: Wait: in loops of a hook of the owner that stay until another thread has done something

extension Worker {
    /// One idle turn of such a loop: ``doOtherWork(_:)``, then ``relaxCPU(_:)``. The design keeps nothing of a table
    /// over it. To be asked with ``givesUp(_:)``.
    @inline(__always)
    mutating func yieldTurn(_ attempt: UInt32) {
        doOtherWork(attempt)
        relaxCPU(attempt)
    }

    /// Takes part in changes of the stack, submits bios that waited, submits what queues had no room for, takes
    /// interrupts and ends what they completed. Where there is nothing to do, that is a test or two. Roots may end, and
    /// the design keeps nothing of a table over it.
    ///
    /// Rings share a device's tags: two workers would wait for ever that each hold, unpolled, the tags of the device
    /// for which the other one's leaf waits inside the kernel. So with rings, and only there, each 1024th turn polls
    /// this worker's own queues.
    @inline(__always)
    mutating func doOtherWork(_ attempt: UInt32) {
        if stack.isChangeable { takePart() }
        if hasWaiting || plugs.openCount > 0 {
            submitPlugs()
            closePlugs()
        }
        takeInterrupts()
        if Queue.sharesTags && attempt & 1023 == 1023 { lookAtOwnQueues() }
    }

    /// Relaxes the CPU in a loop that waits for another thread, and now and then yields it.
    @inline(__always)
    func relaxCPU(_ attempt: UInt32) {
        M.spin(attempt, on: mailbox)
    }

    /// Whether the hook returns, whatever it waits for: the run was stopped some time ago. Looks in each 64th turn.
    @inline(__always)
    mutating func givesUp(_ attempt: UInt32) -> Bool { attempt & 63 == 63 && givesUp() }

    /// Submits what is in the plugs, after the bios that waited for another path or for their time. Leaves for which a
    /// queue has no room stay in their plug and are tried again the next time.
    @inline(__always)
    mutating func submitPlugs() {
        if hasWaiting {
            submitFailedOver()
            submitDelayed()
        }
        for place in 0..<plugs.openCount {
            let queue = plugs.openQueue(place)
            if plugs[queue].pointee.count > 0 { _ = submitPlug(of: queue) }
        }
    }

    /// Takes a lock of the design's and counts it. The design unlocks it a few instructions later. Any hook.
    @inline(__always)
    mutating func take(_ lock: borrowing SpinLock<M>) {
        counters.locks &+= 1
        if lock.lock() { counters.lockWaits &+= 1 }
    }
}

// MARK: Hold: bios that a device finishes and their owner ends

extension Worker {
    /// Keeps a bio from ending once it is finished, until this worker drops the hold: one more count on its completion
    /// word, so that a thread that reaps it never ends the bio it is a part of.
    /// - Precondition: the worker owns the bio, which is not submitted yet: no other thread can reach its word.
    @inline(__always)
    func hold(_ bio: BioPointer<M>) {
        bio.pointee.completion.holdUnshared()
    }

    /// Whether a held bio is finished: no other thread will touch it any more.
    /// - Precondition: the worker holds the bio.
    @inline(__always)
    func isFinished(_ bio: BioPointer<M>) -> Bool {
        bio.pointee.completion.hasOneLeft
    }

    /// Ends a held bio, and perhaps the bio that it is a part of. ``PollingDesign/cloneEnded`` may come before it
    /// returns.
    /// - Precondition: the worker owns and holds the bio, which ``isFinished(_:)``.
    @inline(__always)
    mutating func endHeld(_ bio: BioPointer<M>) {
        assert(Int(bio.pointee.owner) == number, "only the owner ends a held bio")
        let hasEnded = dropHold(of: bio)
        assert(hasEnded, "a held bio is ended that is under way")
    }

    /// Drops the hold of a bio, which ends it if it is finished; returns whether it was.
    /// - Precondition: the worker holds the bio.
    @inline(__always) @discardableResult
    mutating func dropHold(of bio: BioPointer<M>) -> Bool {
        guard let outcome = bio.pointee.completion.dropHold(settings.counting) else { return false }
        noteLingered()
        if let parent = bioHasEnded(bio, outcome) {
            dropCount(of: parent, outcome.status, readyTicks: outcome.readyTicks)
        }
        return true
    }

    /// Drops one count of a bio, as a guard or a pin of the design is one. The bio ends if that was the last, and then
    /// a count of its parent is dropped: `bio_endio`, with the chain upwards as a loop. Any worker that has the count.
    @inline(__always)
    mutating func dropCount(of bio: BioPointer<M>, _ status: Status, readyTicks: UInt64) {
        assert(bio.pointee.isAlive, "a bio ended that lies in its pool")
        var bio = bio
        var status = status
        var readyTicks = readyTicks
        var isFinished = false
        while let outcome = bio.pointee.completion.drop(
            status, readyTicks: readyTicks, settings.counting, isMarking: Design.leafEnding == .marked,
            isFinished: &isFinished)
        {
            guard let parent = bioHasEnded(bio, outcome) else { return }
            status = outcome.status
            readyTicks = outcome.readyTicks
            bio = parent
        }
        if isFinished { noteLingering(of: bio.pointee.owner) }
    }
}

// MARK: Leave: leaves that interrupts complete

extension Worker {
    /// Leaves a leaf to an interrupt: it gets no cookie and is on no polled queue.
    /// - Precondition: called in the leaf's ``PollingDesign/bioWillBeSubmitted``, by a design whose completions are
    ///   ``CompletionSource/pollsAndInterrupts``.
    @inline(__always)
    mutating func leaveUnpolled() {
        assert(Design.leavesUnpolled, "there are no queues for it")
        unpolled.isNext = true
    }
}
