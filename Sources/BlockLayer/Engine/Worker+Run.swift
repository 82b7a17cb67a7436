// The loop of a worker: keep roots in flight, poll for them in order, take note of what ended.

extension Worker {
    /// Runs a job to its end: submits until its time or its number of IOs is up, then waits for what is in flight.
    ///
    /// Called on the worker's thread. `stop`, set by any thread, ends submission early; so does a sector that fails
    /// verification.
    mutating func run(_ job: inout Job, stop: borrowing StopFlag<Design.M>) {
        arrive(job)
        var now = now()
        while now < job.endTicks, job.issued < job.ioLimit, !isStopped(stop, &job) {
            if now >= job.measureFromTicks && !job.window.isOpen { job.window.open(at: now, counters) }
            issue(&job, since: now)
            now = pollUntilEnough(&job, stop)
        }
        if job.window.isOpen { job.window.close(at: now, counters) }
        finishInFlight(&job, stop)
        leave()
    }

    /// Polls until nothing is in flight. Not inlined, so that a poll is inlined in one place of the timed loop.
    @inline(never)
    private mutating func finishInFlight(_ job: inout Job, _ stop: borrowing StopFlag<Design.M>) {
        while isBusy {
            if !stop.isDown() { takePart() }
            _ = pollOnce(&job, stop)
            if givesUp() {
                patience.hasLeftIOs = isBusy
                return
            }
        }
    }

    /// Whether anything is left to do when no more roots are issued. Another worker's leaf may be left that came back
    /// here with EAGAIN.
    private var isBusy: Bool {
        inFlight.count > 0 || waiting.rootCount > 0 || plugs.openCount > 0
            || Design.leavesUnpolled && unpolled.inFlight > 0
    }

    /// Whether it shall issue no more roots. Where there is something else to do in the middle of a job, does it.
    @inline(__always)
    private mutating func isStopped(_ stop: borrowing StopFlag<Design.M>, _ job: inout Job) -> Bool {
        stop.isDown() ? false : heed(stop, &job)
    }

    @inline(__always)
    private mutating func issue(_ job: inout Job, since batchTicks: UInt64) {
        let sampling = job.sampling
        while inFlight.count < depth && job.issued < job.ioLimit && canStartRoot() {
            guard let root = take(for: &job) else { break }
            root.pointee.submitTicks = sampling == .perIO ? now() : batchTicks
            inFlight.append(root)
            submit(root)
        }
    }

    /// A root that is the job's next IO; nil if it can have none now.
    @inline(__always)
    mutating func take(for job: inout Job) -> RootPointer<Design>? {
        guard let bio = roots.take() else { return nil }
        let root = Root<Design>.containing(bio)
        guard job.prepare(root) else {
            roots.put(bio)
            return nil
        }
        job.issued &+= 1
        return root
    }

    /// Polls until as many roots have ended as the job wants to see before it submits again.
    @inline(__always)
    private mutating func pollUntilEnough(_ job: inout Job, _ stop: borrowing StopFlag<Design.M>) -> UInt64 {
        let target = max(0, inFlight.count &- job.batchComplete)
        while true {
            let now = pollOnce(&job, stop)
            if inFlight.count <= target || now >= job.endTicks || !stop.isDown() { return now }
        }
    }

    /// Walks the roots in flight in order, as `io_do_iopoll` does, until one of them has ended.
    @inline(__always)
    private mutating func pollOnce(_ job: inout Job, _ stop: borrowing StopFlag<Design.M>) -> UInt64 {
        submitPlugs()
        if hasUnpolled { finishInterrupted(&job, stop) }
        if !hasEnded() { walkInFlight() }
        closePlugs()
        let now = now()
        if ended.isEmpty {
            idleLooks &+= 1
            stop.spin(idleLooks)
        } else {
            idleLooks = 0
            finishEnded(&job, now, stop)
        }
        return now
    }

    /// Sees first what interrupts have ended. Where there is always some of that, roots with polled leaves would else
    /// never have their turn: `io_do_iopoll` polls for the oldest root whatever has come for others.
    @inline(never)
    private mutating func finishInterrupted(_ job: inout Job, _ stop: borrowing StopFlag<Design.M>) {
        if takeInterrupts() > 0 && hasEnded() { finishEnded(&job, now(), stop) }
    }

    @inline(__always)
    private mutating func walkInFlight() {
        if !isTracked {
            pollUntracked()
            return
        }
        let design = design
        var next = inFlight.first
        while let root = next {
            next = root.pointee.nextInFlight
            counters.pollCalls &+= 1
            M.spend(.look)
            M.note(.polled, of: root)
            _ = design.poll(root, on: &self)
            if hasEnded() { return }
        }
    }

    /// All roots are on one queue and the kernel would know it: no design is asked.
    private mutating func pollUntracked() {
        counters.pollCalls &+= 1
        M.spend(.look)
        let reaped = pollQueue(queues[stack.top])
        if reaped == 0 && Design.waitsForInterrupts { waitForInterrupt() }
        _ = hasEnded()
    }

    @inline(__always)
    private mutating func finishEnded(_ job: inout Job, _ now: UInt64, _ stop: borrowing StopFlag<Design.M>) {
        let design = design
        while let bio = ended.popFirst() {
            M.spend(.root)
            let root = Root<Design>.containing(bio)
            if isTracked { design.rootReaped(root, on: &self) }
            counters.ios &+= 1
            if bio.pointee.status != .ok { counters.errors &+= 1 }
            job.finish(root, now: now)
            inFlight.remove(root)
            roots.put(bio)
        }
        if job.foundMismatch { stop.set() }
    }
}
