// What a worker does while a table of the stack is loaded anew: it has bios for the suspended device wait, and says
// when it has none under way there, and when it uses the new table.
//
// It looks only where it holds nothing of a table: between two turns of its loop, and where a design pauses.

extension Worker {
    /// Begins a job with the devices that there are now.
    mutating func arrive(_ job: borrowing Job) {
        jobDepth = Design.waitsInSubmit && isTracked ? 1 : job.depth
        depth = jobDepth
        guard stack.isChangeable else { return }
        takeOver(stack.maps.pointee.arrive(number))
        devices.isAcknowledged = true
    }

    /// Has ended a job; nothing is in flight.
    func leave() {
        if stack.isChangeable { stack.maps.pointee.leave(number) }
    }

    /// What to do where the flag is not down. Returns whether to stop.
    @inline(never)
    mutating func heed(_ stop: borrowing StopFlag<M>, _ job: inout Job) -> Bool {
        takePart()
        if stop.isSet() { return true }
        if isTopSuspended { deferRoots(of: &job) }
        return false
    }

    /// Takes part in a change: takes over the newest map, and says so as soon as nothing is left of the one before.
    @inline(never)
    mutating func takePart() {
        let newest = stack.maps.pointee.current()
        if newest != devices.mapNumber {
            takeOver(newest)
            submitDeferred()
        }
        submitDeferredRoots()
        // A design that waits in submit may have come here again meanwhile, for a later map.
        if !devices.isAcknowledged && isSettled() {
            devices.isAcknowledged = true
            stack.maps.pointee.acknowledge(devices.mapNumber, by: number)
        }
    }

    private mutating func takeOver(_ newest: UInt64) {
        devices.takeOver(newest, of: stack.maps.pointee)
        for device in 0...stack.top { queues.update(Int(device), to: devices[device].pointee.queues) }
        mayWait = hasWaiting || devices.hasSuspended
        if isTopSuspended { depth = 0 }
    }

    /// Whether nothing of this worker is under way on a suspended device, and nothing waits for one that is not.
    private mutating func isSettled() -> Bool {
        if isTopSuspended { return inFlight.count == 0 }
        if waiting.rootCount > 0 { return false }
        return !devices.hasSuspended || !hasClonesOfSuspended()
    }

    /// Whether a clone is under way that a suspended device made: what `md->pending_io` counts. That of a bio that a
    /// target remapped in place is none: the device is done with it, as an MD device is.
    private mutating func hasClonesOfSuspended() -> Bool {
        // What is still in the mailbox ended, and what it was a part of may be in its pool.
        collectReleasedClones()
        for place in 0..<clones.capacity {
            let clone = clones.object(place)
            guard clone.pointee.isAlive, let parent = clone.pointee.parent else { continue }
            if devices[parent.pointee.device].pointee.isSuspended { return true }
        }
        return false
    }
}

// Bios that wait for a suspended device: `md->deferred`.
extension Worker {
    /// Whether a bio has to wait before it goes to its device; then it does.
    @inline(never)
    mutating func waits(_ bio: BioPointer<M>) -> Bool {
        if bio.pointee.path == Bio<M>.noPath {
            waiting.forPath.append(bio)
        } else if bio.pointee.path == Bio<M>.delayed {
            waiting.forTime.append(bio)
        } else if devices[bio.pointee.device].pointee.isSuspended {
            waiting.forDevice.append(bio)
        } else {
            return false
        }
        return true
    }

    /// Takes the job's next roots, as many as may be in flight; their latency counts from now.
    private mutating func deferRoots(of job: inout Job) {
        while inFlight.count &+ waiting.rootCount < jobDepth && job.issued < job.ioLimit,
            let root = take(for: &job)
        {
            root.pointee.submitTicks = now()
            waiting.appendRoot(Root.bio(of: root))
        }
    }

    /// Submits what waited; what still has to waits again.
    private mutating func submitDeferred() {
        if waiting.forDevice.isEmpty { return }
        collectReleasedClones()
        var bios = waiting.forDevice
        waiting.forDevice = BioList()
        while let bio = bios.popFirst() { submitLate(bio) }
    }

    /// Submits roots that waited for the top device; then the job goes on with new ones.
    private mutating func submitDeferredRoots() {
        while depth != jobDepth && !isTopSuspended {
            if waiting.rootCount == 0 {
                depth = jobDepth
                return
            }
            guard canStartRoot(), let bio = waiting.popRoot() else { return }
            submitLate(Root<Design>.containing(bio))
        }
    }

    @inline(never)
    private mutating func submitLate(_ root: RootPointer<Design>) {
        inFlight.append(root)
        submit(root)
    }
}
