// What fibres do to shared words, and when they wait for one to change.

extension Scheduler {
    /// A fibre is about to read or write a shared word; returns when it is its turn.
    func access(
        _ address: UnsafeRawPointer, _ kind: WordAccess.Kind, _ order: AccessOrder,
        ifEqual expected: UInt64? = nil, site: UnsafeRawPointer?
    ) {
        guard let current = state.pointee.current else { return }
        settleWrite()
        let word = state.pointee.words.number(of: address) ?? addWord(address)
        if state.pointee.isWeak { state.pointee.fibres[current].expected = expected }
        step(WordAccess(word: word, kind: kind, order: order), site)
    }

    private func addWord(_ address: UnsafeRawPointer) -> UInt32 {
        let word = state.pointee.words.add(address, record: state.pointee.watch.record(at: address))
        state.pointee.memory?.add(word, value: state.pointee.words[word].pointee.value)
        return word
    }

    /// A fibre reads the clock.
    func readClock(site: UnsafeRawPointer?) -> UInt64 {
        if state.pointee.current != nil {
            settleWrite()
            step(WordAccess(word: WordTable.clock), site)
        }
        return state.pointee.clock.pointee
    }

    @inline(__always)
    private func step(_ access: WordAccess, _ site: UnsafeRawPointer?) {
        let fibre = state.pointee.fibres + currentFibre
        fibre.pointee.pending = access
        go(on: choose())
        fibre.pointee.isAsleep = false
        perform(access, UInt(bitPattern: site), fibre)
    }

    private func perform(_ access: WordAccess, _ site: UInt, _ fibre: UnsafeMutablePointer<Fibre>) {
        state.pointee.steps &+= 1
        if state.pointee.steps > stepsAtMost { raise(.endless, standstill()) }
        if access.isWrite, let text = brokenPromise() { raise(.brokenPromise, text) }
        let word = state.pointee.words[access.word]
        let newest = word.pointee.value
        let value = state.pointee.isWeak ? present(access, newest, fibre) : newest
        if state.pointee.trace != nil { trace(access, newest) }
        if word.pointee.record >= 0, let fault = state.pointee.watch.faultOfAccess(word.pointee.record) {
            raise(fault, nameOfWord(access.word))
        }
        see(access.word, value, newest, fibre)
        fibre.pointee.lastWord = access.word
        if access.isWrite || value != newest {
            fibre.pointee.written = access.word
            fibre.pointee.valueBefore = newest
        }
        if state.pointee.policy.putsToSleep { wakeSleepers(of: access) }
        let number = Int32(truncatingIfNeeded: currentFibre)
        if access.word != WordTable.clock { state.pointee.coverage.note(site, access, number, word) }
    }

    /// What the running fibre's worker does not hold of its design's promises. Shared words are read as by a machine
    /// with one thread: to look at them is no step.
    private func brokenPromise() -> String? {
        guard let brokenPromise = state.pointee.brokenPromise else { return nil }
        return Simulation.pause { brokenPromise(currentFibre) }
    }

    private func wakeSleepers(of access: WordAccess) {
        let current = currentFibre
        let isTotal = state.pointee.isWeak && state.pointee.memory?.model == .tso
        for number in 0..<state.pointee.fibreCount where number != current {
            let other = state.pointee.fibres + number
            if other.pointee.isAsleep && other.pointee.pending.conflicts(with: access, isTotal: isTotal) {
                other.pointee.isAsleep = false
            }
        }
    }

    /// A fibre has found nothing to do and would look again: it waits until a word that it saw since the last time has
    /// another value. A loop that looks at one word alone waits for that one, in the middle of a turn.
    func spin(on address: UnsafeRawPointer) {
        guard let current = state.pointee.current else { return }
        settleWrite()
        state.pointee.unfairTurns += 1
        let fibre = state.pointee.fibres + current
        if let word = state.pointee.words.number(of: address), word == fibre.pointee.lastWord {
            let sight = state.pointee.words.sight(of: word, by: current).pointee
            if sight.value != state.pointee.words[word].pointee.value { return }
            fibre.pointee.waitsFor = word
            wait(fibre)
            fibre.pointee.waitsFor = nil
            return
        }
        if fibre.pointee.changedCount == 0 { wait(fibre) }
        fibre.pointee.turn &+= 1
        fibre.pointee.changedCount = 0
    }

    private func wait(_ fibre: UnsafeMutablePointer<Fibre>) {
        state.pointee.trace?.add(.waits, fibre: currentFibre)
        fibre.pointee.isWaiting = true
        state.pointee.runnable &= ~(1 << UInt32(currentFibre))
        go(on: choose())
        fibre.pointee.isWaiting = false
    }

    /// A fibre sees a value of a word, perhaps not the newest one: then the word has changed already.
    @inline(__always)
    func see(
        _ word: UInt32, _ value: UInt64, _ newest: UInt64, _ fibre: UnsafeMutablePointer<Fibre>
    ) {
        let sight = state.pointee.words.sight(of: word, by: currentFibre)
        if sight.pointee.turn == fibre.pointee.turn && sight.pointee.value != newest {
            fibre.pointee.changedCount -= 1
        }
        if value != newest { fibre.pointee.changedCount += 1 }
        sight.pointee = WordTable.Sight(value: value, turn: fibre.pointee.turn)
    }

    /// Takes note of what the running fibre's last write has left behind: no other fibre has run since.
    @inline(__always)
    func settleWrite() {
        let fibre = state.pointee.fibres + currentFibre
        guard let word = fibre.pointee.written else { return }
        fibre.pointee.written = nil
        let value = state.pointee.words[word].pointee.value
        state.pointee.trace?.noteValue(value)
        if state.pointee.isWeak { return settleWeakly(word, value, fibre) }
        if value == fibre.pointee.valueBefore { return }
        state.pointee.words.sight(of: word, by: currentFibre).pointee.value = value
        noteChange(of: word, from: fibre.pointee.valueBefore, to: value, by: currentFibre)
        judge(word, from: fibre.pointee.valueBefore, to: value)
    }

    func noteChange(of word: UInt32, from old: UInt64, to new: UInt64, by writer: Int?) {
        for number in 0..<state.pointee.fibreCount where number != writer {
            let fibre = state.pointee.fibres + number
            let sight = state.pointee.words.sight(of: word, by: number).pointee
            if sight.turn != fibre.pointee.turn { continue }
            fibre.pointee.changedCount += (new != sight.value ? 1 : 0) - (old != sight.value ? 1 : 0)
            guard fibre.pointee.isWaiting, word == fibre.pointee.waitsFor ?? word else { continue }
            let bit = UInt32(1) << UInt32(number)
            if fibre.pointee.waitsFor == nil ? fibre.pointee.changedCount > 0 : new != sight.value {
                state.pointee.runnable |= bit
            } else {
                state.pointee.runnable &= ~bit
            }
        }
    }
}
