// Accesses of the CPU that runs: what it has costs a hit, what another one has the way from there.

extension ModelledScheduler {
    @inline(__always)
    private func line(of address: UnsafeRawPointer, _ fibre: UnsafeMutablePointer<VirtualCPU>) -> Int {
        state.pointee.lines.number(of: address, home: state.pointee.topology[fibre.pointee.cpu].node)
    }

    /// A load.
    func load(_ address: UnsafeRawPointer) {
        let fibre = fibre
        let line = line(of: address, fibre)
        fibre.pointee.sinceSpin.insert(line == fibre.pointee.spinLine ? .look : .other)
        if !(canLoad(line, fibre) && isWithinLookahead(fibre)) && !loadSlowly(line, fibre) { return }
        fibre.pointee.clock &+= state.pointee.costs.load
    }

    /// A load of memory that no atomic instruction touches: a hit is a part of the work around it.
    func loadPlain(_ address: UnsafeRawPointer) {
        let fibre = fibre
        let line = line(of: address, fibre)
        fibre.pointee.sinceSpin.insert(.other)
        if !(canLoad(line, fibre) && isWithinLookahead(fibre)) { _ = loadSlowly(line, fibre) }
    }

    /// Returns whether it was a hit after all.
    @inline(never)
    private func loadSlowly(_ line: Int, _ fibre: UnsafeMutablePointer<VirtualCPU>) -> Bool {
        synchronise()
        if canLoad(line, fibre) { return true }
        fibre.pointee.traffic.loads &+= 1
        wait(for: line, .load, fibre)
        return false
    }

    /// A read-modify-write.
    ///
    /// - Parameter isExchange: whether it may fail.
    func modify(_ address: UnsafeRawPointer, isExchange: Bool) {
        let fibre = fibre
        let line = line(of: address, fibre)
        fibre.pointee.sinceSpin.insert(.other)
        if !(ownsQuietly(line, fibre) && isWithinLookahead(fibre)) && !modifySlowly(line, fibre, isExchange) {
            return
        }
        fibre.pointee.clock &+= state.pointee.costs.modify
    }

    /// Returns whether it was a hit after all.
    @inline(never)
    private func modifySlowly(
        _ line: Int, _ fibre: UnsafeMutablePointer<VirtualCPU>, _ isExchange: Bool
    ) -> Bool {
        synchronise()
        while fibre.pointee.storeCount > 0 { waitForStore(fibre) }
        if ownsQuietly(line, fibre) { return true }
        fibre.pointee.traffic.modifications &+= 1
        wait(for: line, isExchange ? .exchange : .modification, fibre)
        return false
    }

    private func wait(
        for line: Int, _ kind: LineRequest.Kind, _ fibre: UnsafeMutablePointer<VirtualCPU>
    ) {
        let begin = fibre.pointee.clock
        request(line, kind, isIssued: true, fibre)
        if !state.pointee.lines[line].pointee.isBusy { serve(line, now: begin) }
        goOn()
        fibre.pointee.traffic.waitTicks &+= fibre.pointee.clock &- begin
    }

    /// A store. It stays in the store buffer until the CPU has the line and the stores before it have left.
    func store(_ address: UnsafeRawPointer) {
        let fibre = fibre
        let line = line(of: address, fibre)
        fibre.pointee.sinceSpin.insert(.other)
        if !(ownsQuietly(line, fibre) && isWithinLookahead(fibre)) { storeSlowly(line, fibre) }
        fibre.pointee.clock &+= state.pointee.costs.store
    }

    /// A store to memory that no atomic instruction touches.
    func storePlain(_ address: UnsafeRawPointer) {
        let fibre = fibre
        let line = line(of: address, fibre)
        fibre.pointee.sinceSpin.insert(.other)
        if !(ownsQuietly(line, fibre) && isWithinLookahead(fibre)) { storeSlowly(line, fibre) }
    }

    @inline(never)
    private func storeSlowly(_ line: Int, _ fibre: UnsafeMutablePointer<VirtualCPU>) {
        synchronise()
        while Int(fibre.pointee.storeCount) >= state.pointee.costs.storeBufferEntries { waitForStore(fibre) }
        if ownsQuietly(line, fibre) { return }
        fibre.pointee.storeCount &+= 1
        if joinsLastStore(line, fibre) { return }
        fibre.pointee.traffic.stores &+= 1
        let isFirst = fibre.pointee.firstStore < 0
        let number = request(line, .store, isIssued: isFirst, fibre)
        if isFirst {
            fibre.pointee.firstStore = number
        } else {
            state.pointee.requests[fibre.pointee.lastStore].pointee.nextStore = number
        }
        fibre.pointee.lastStore = number
        if isFirst && !state.pointee.lines[line].pointee.isBusy { serve(line, now: fibre.pointee.clock) }
    }

    private func joinsLastStore(_ line: Int, _ fibre: UnsafeMutablePointer<VirtualCPU>) -> Bool {
        if fibre.pointee.firstStore < 0 { return false }
        let last = state.pointee.requests[fibre.pointee.lastStore]
        if Int(last.pointee.line) != line { return false }
        last.pointee.storeCount &+= 1
        return true
    }

    private func waitForStore(_ fibre: UnsafeMutablePointer<VirtualCPU>) {
        fibre.pointee.waitsForStore = true
        goOn()
    }

    @inline(__always)
    private func canLoad(_ line: Int, _ fibre: UnsafeMutablePointer<VirtualCPU>) -> Bool {
        state.pointee.lines[line].pointee.isQuiet && state.pointee.lines.has(fibre.pointee.cpu, line)
            || fibre.pointee.firstStore >= 0 && hasStore(to: line, fibre)
    }

    /// Whether a store to the line is in the CPU's buffer, which a load then takes it from.
    private func hasStore(to line: Int, _ fibre: UnsafeMutablePointer<VirtualCPU>) -> Bool {
        var number = fibre.pointee.firstStore
        while number >= 0 {
            let store = state.pointee.requests[number]
            if Int(store.pointee.line) == line { return true }
            number = store.pointee.nextStore
        }
        return false
    }

    /// Whether a CPU that has no older stores to do may write the line at once.
    @inline(__always)
    private func ownsQuietly(_ line: Int, _ fibre: UnsafeMutablePointer<VirtualCPU>) -> Bool {
        let state = state.pointee.lines[line]
        return fibre.pointee.firstStore < 0 && Int(state.pointee.owner) == fibre.pointee.cpu
            && state.pointee.isQuiet
    }
}

// Waiting, and devices.
extension ModelledScheduler {
    /// A turn of a loop that waits for a word to change. If all that the last turn did was to look at the word, the
    /// turns to come are not run one by one: the CPU sleeps until its copy is invalidated.
    func spin(on word: UnsafeRawPointer) {
        let fibre = fibre
        let line = line(of: word, fibre)
        let isPure = fibre.pointee.spinLine == line && fibre.pointee.sinceSpin == .look
        if isPure && state.pointee.lines.has(fibre.pointee.cpu, line) {
            park(at: line)
        } else {
            fibre.pointee.clock &+= state.pointee.costs.pause
        }
        fibre.pointee.spinLine = line
        fibre.pointee.sinceSpin = .nothing
    }

    private func park(at line: Int) {
        let current = state.pointee.current
        let line = state.pointee.lines[line]
        fibre.pointee.nextParked = -1
        if line.pointee.lastParked >= 0 {
            state.pointee.fibres[Int(line.pointee.lastParked)].nextParked = Int32(current)
        } else {
            line.pointee.firstParked = Int32(current)
        }
        line.pointee.lastParked = Int32(current)
        setActive(false, current)
        goOn()
        setActive(true, current)
    }

    /// Wakes the CPUs that are parked at a line: each sees the change when the pause ends that it is in.
    func wakeParked(at line: Int, now: UInt64) {
        var next = state.pointee.lines[line].pointee.firstParked
        state.pointee.lines[line].pointee.firstParked = -1
        state.pointee.lines[line].pointee.lastParked = -1
        while next >= 0 {
            let fibre = state.pointee.fibres + Int(next)
            let pause = state.pointee.random.next(below: state.pointee.costs.pause &+ 1)
            state.pointee.events.add(.resume, next, at: max(now, fibre.pointee.clock) &+ pause)
            next = fibre.pointee.nextParked
        }
    }

    /// The first look at what a device has written takes it from the last-level cache; later ones find it there or with
    /// those that have looked.
    func deviceWrote(_ word: UnsafeRawPointer, at ticks: UInt64) {
        let fibre = fibre
        let line = line(of: word, fibre)
        if ticks <= state.pointee.lines[line].pointee.deviceTicks { return }
        synchronise()
        let state = state.pointee.lines[line]
        if ticks <= state.pointee.deviceTicks { return }
        state.pointee.deviceTicks = ticks
        if state.pointee.isBusy { return }
        self.state.pointee.lines.give(line, to: nil)
        self.state.pointee.lines.addReader(fibre.pointee.cpu, to: line)
        wakeParked(at: line, now: fibre.pointee.clock)
        fibre.pointee.clock &+= self.state.pointee.costs.completion
    }
}
