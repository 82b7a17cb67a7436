// Loops that wait, and what devices write.

extension ModelledScheduler {
    /// A turn of a loop that waits for a word to change. If all that the last turn did was to look at the word, the
    /// turns to come are not run one by one: the CPU sleeps until its copy is invalidated.
    func spin(on word: UnsafeRawPointer) {
        settle()
        let fibre = fibre
        let line = lineNumber(of: word, fibre)
        let isPure = fibre.pointee.spinLine == line && fibre.pointee.sinceSpin == .look
        if isPure && state.pointee.lines.has(fibre.pointee.cpu, line) {
            park(at: line)
        } else {
            fibre.pointee.clock &+= pauseTicks()
        }
        fibre.pointee.spinLine = line
        fibre.pointee.sinceSpin = .nothing
    }

    /// The length of a pause: between half of the machine's and one and a half times it. Loops of equal turns would
    /// stay in step for ever, so that one that takes a lock again and again always has it when another one looks
    /// (Alameldeen and Wood, HPCA 2003, perturb memory latencies for the same reason).
    private func pauseTicks() -> UInt64 {
        let pause = state.pointee.costs.pause
        return pause / 2 &+ state.pointee.random.next(below: pause &+ 1)
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
        // A machine whose devices write no cache lines: they are other memory of this program.
        if state.pointee.costs.completion == 0 { return }
        settle()
        let fibre = fibre
        let line = lineNumber(of: word, fibre)
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
