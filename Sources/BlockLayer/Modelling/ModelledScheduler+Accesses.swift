// Accesses of the CPU that runs: what it has costs a hit, what another one has the way from there.

extension ModelledScheduler {
    @inline(__always)
    func lineNumber(of address: UnsafeRawPointer, _ fibre: UnsafeMutablePointer<VirtualCPU>) -> Int {
        state.pointee.lines.number(of: address, home: state.pointee.topology[fibre.pointee.cpu].node)
    }

    /// Begins an access: what the CPU stored before is settled, and a turn of a loop that waits has done more than look
    /// at its word. Returns the line.
    @inline(__always)
    private func beginAccess(
        to address: UnsafeRawPointer, _ fibre: UnsafeMutablePointer<VirtualCPU>
    ) -> Int {
        settle()
        fibre.pointee.sinceSpin.insert(.other)
        return lineNumber(of: address, fibre)
    }

    /// A load.
    func load(_ word: UnsafeRawPointer) {
        settle()
        let fibre = fibre
        let line = lineNumber(of: word, fibre)
        fibre.pointee.sinceSpin.insert(line == fibre.pointee.spinLine ? .look : .other)
        if !fibre.pointee.stores.isEmpty, let value = fibre.pointee.stores.value(of: word) {
            show(value, in: UnsafeMutableRawPointer(mutating: word), isStore: false)
        } else if !(canLoad(line, fibre) && isWithinLookahead(fibre)) && !loadSlowly(line, fibre) {
            return
        }
        fibre.pointee.clock &+= state.pointee.costs.load
    }

    /// A load of memory that no atomic instruction touches: a hit is a part of the work around it.
    func loadPlain(_ address: UnsafeRawPointer) {
        let fibre = fibre
        let line = beginAccess(to: address, fibre)
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
    func modify(_ word: UnsafeRawPointer, isExchange: Bool) {
        let fibre = fibre
        let line = beginAccess(to: word, fibre)
        let isHit = mayWrite(line, fibre) && isWithinLookahead(fibre)
        if !isHit && !modifySlowly(line, fibre, isExchange) { return }
        fibre.pointee.clock &+= state.pointee.costs.modify
    }

    /// Returns whether its CPU had the line after all, alone or with others.
    @inline(never)
    private func modifySlowly(
        _ line: Int, _ fibre: UnsafeMutablePointer<VirtualCPU>, _ isExchange: Bool
    ) -> Bool {
        settleStores()
        if mayWrite(line, fibre) { return true }
        let hasCopy = state.pointee.lines.has(fibre.pointee.cpu, line)
        fibre.pointee.traffic.modifications &+= 1
        wait(for: line, isExchange ? .exchange : .modification, fibre)
        return hasCopy
    }

    private func wait(
        for line: Int, _ kind: LineRequest.Kind, _ fibre: UnsafeMutablePointer<VirtualCPU>
    ) {
        let begin = fibre.pointee.clock
        request(line, kind, arrival: begin, fibre, now: begin)
        goOn()
        fibre.pointee.traffic.waitTicks &+= fibre.pointee.clock &- begin
    }

    /// A store. Others see it when the CPU has the line and the stores before it have left its store buffer.
    func store(_ word: UnsafeRawPointer) {
        let fibre = fibre
        let line = beginAccess(to: word, fibre)
        let isHit = mayWrite(line, fibre) && isWithinLookahead(fibre)
        if !isHit { storeSlowly(line, UnsafeMutableRawPointer(mutating: word), fibre) }
        fibre.pointee.clock &+= state.pointee.costs.store
    }

    /// A store to memory that no atomic instruction touches.
    func storePlain(_ address: UnsafeRawPointer) {
        let fibre = fibre
        let line = beginAccess(to: address, fibre)
        if !(mayWrite(line, fibre) && isWithinLookahead(fibre)) { storeSlowly(line, nil, fibre) }
    }

    @inline(never)
    private func storeSlowly(
        _ line: Int, _ word: UnsafeMutableRawPointer?, _ fibre: UnsafeMutablePointer<VirtualCPU>
    ) {
        synchronise()
        while fibre.pointee.stores.isFull { waitForStore(fibre) }
        if mayWrite(line, fibre) { return }
        let isFirst = fibre.pointee.stores.isEmpty
        fibre.pointee.stores.append(
            StoreBuffer.PendingStore(line: Int32(line), word: word, arrivalTicks: fibre.pointee.clock))
        if let word {
            show(word.load(as: UInt64.self), in: word, isStore: true)
        }
        if isFirst { requestOldestStore(of: fibre, now: fibre.pointee.clock) }
    }

    /// Waits until others see all that the CPU has stored: a fence.
    func settleStores() {
        settle()
        let fibre = fibre
        synchronise()
        while !fibre.pointee.stores.isEmpty { waitForStore(fibre) }
    }

    private func waitForStore(_ fibre: UnsafeMutablePointer<VirtualCPU>) {
        fibre.pointee.waitsForStore = true
        goOn()
    }

    /// Whether a CPU may read the line at once. A line that is on its way to a writer is read until it has left.
    @inline(__always)
    private func canLoad(_ line: Int, _ fibre: UnsafeMutablePointer<VirtualCPU>) -> Bool {
        state.pointee.lines.has(fibre.pointee.cpu, line)
    }

    /// Whether a CPU may write the line at once: it has no older stores to do, and the line alone. One that others wait
    /// for it may use for a while.
    @inline(__always)
    private func mayWrite(_ line: Int, _ fibre: UnsafeMutablePointer<VirtualCPU>) -> Bool {
        let state = state.pointee.lines[line]
        if !fibre.pointee.stores.isEmpty || Int(state.pointee.owner) != fibre.pointee.cpu { return false }
        return !state.pointee.isBusy
            || fibre.pointee.clock < state.pointee.freeTicks &+ self.state.pointee.costs.hold
    }
}

// Values that one CPU sees before the others.
extension ModelledScheduler {
    /// Puts a value into a word until the CPU that runs calls the scheduler again.
    private func show(_ value: UInt64, in word: UnsafeMutableRawPointer, isStore: Bool) {
        fibre.pointee.unsettled = VirtualCPU.Unsettled(
            word: word, valueOfOthers: word.load(as: UInt64.self), isStore: isStore)
        word.storeBytes(of: value, as: UInt64.self)
    }

    /// Takes what the CPU has stored out of memory again. Each entry to the scheduler begins with it, so that no other
    /// CPU runs before.
    @inline(__always)
    func settle() {
        if fibre.pointee.unsettled != nil { settleUnsettled() }
    }

    @inline(never)
    private func settleUnsettled() {
        let fibre = fibre
        guard let unsettled = fibre.pointee.unsettled else { return }
        fibre.pointee.unsettled = nil
        if unsettled.isStore { fibre.pointee.stores.setNewestValue(unsettled.word.load(as: UInt64.self)) }
        unsettled.word.storeBytes(of: unsettled.valueOfOthers, as: UInt64.self)
    }
}
