// Events of bios that fibres report, and their descriptions.

extension Scheduler {
    func note(_ event: BioEvent, of bio: UnsafeRawPointer) {
        guard let current = state.pointee.current else { return }
        settleWrite()
        let number = Int(state.pointee.watch.record(at: bio))
        guard number >= 0 else { return }
        if event == .polled { return noteRootPolled(number, by: current) }
        state.pointee.trace?.add(.bio(event, number), fibre: current)
        if case .ended = event { noteProgress() }
        checkOrder(ofBio: number)
        if let kind = state.pointee.watch.note(event, number) { raise(kind, nameOfRecord(number)) }
    }

    private func noteRootPolled(_ number: Int, by fibre: Int) {
        let owner = state.pointee.watch.records[number].owner
        if let text = state.pointee.polls.beginPoll(ofRootOf: owner, by: fibre) {
            raise(.brokenPromise, text)
        }
    }

    func note(_ event: QueuePollEvent, queue: UInt32) {
        guard let current = state.pointee.current else { return }
        if let text = state.pointee.polls.note(event, queue: queue, by: current) {
            raise(.brokenPromise, text)
        }
    }

    /// A call of a queue's driver has ended: unless another one is under way, pollers must know of its leaves in time.
    func noteEndOfCall(of queue: UInt32, announced ticks: UInt64) {
        settleWrite()
        guard state.pointee.watch.endCall(of: queue) else { return }
        let ready = state.pointee.watch.firstReady(on: queue)
        if ticks > ready {
            let time = ticks == .max ? "never" : "at \(ticks)"
            raise(.unannounced, "queue \(queue), ready at \(ready), told \(time)")
        }
    }

    /// A leaf is offered to a queue, which may refuse it.
    func noteOffered(_ leaf: BioPointer<SimulatedMachine>, to queue: UInt32) {
        settleWrite()
        let number = Int(state.pointee.watch.record(at: leaf))
        state.pointee.trace?.add(.submitted(number, queue: queue), fibre: state.pointee.current)
        checkOrder(ofBio: number)
        if let kind = state.pointee.watch.submit(leaf, to: queue) { raise(kind, nameOfRecord(number)) }
    }

    /// The queue has taken this many of the leaves that it was offered.
    func noteTaken(_ count: Int) {
        if count > 0 { noteProgress() }
        lookForNextReady()
    }

    func noteRefused(_ leaf: BioPointer<SimulatedMachine>) {
        settleWrite()
        state.pointee.watch.withdraw(leaf)
    }

    func noteReaped(_ leaf: BioPointer<SimulatedMachine>, from queue: UInt32) {
        settleWrite()
        noteProgress()
        let number = Int(state.pointee.watch.record(at: leaf))
        let event = Trace.Event.Kind.reaped(number, queue: queue, leaf.pointee.status)
        state.pointee.trace?.add(event, fibre: state.pointee.current)
        checkOrder(ofBio: number)
        if let kind = state.pointee.watch.reap(leaf, from: queue) { raise(kind, nameOfRecord(number)) }
    }

    func trace(_ access: WordAccess, _ newest: UInt64) {
        let value = state.pointee.words[access.word].pointee.value
        state.pointee.trace?.add(
            .access(access, value), fibre: state.pointee.current, newest: value == newest ? nil : newest)
    }

    func nameOfRecord(_ number: Int) -> String { state.pointee.watch.records[number].name }

    /// The name of a shared word, for traces.
    func nameOfWord(_ number: UInt32) -> String {
        if number == WordTable.clock { return "the clock" }
        let word = state.pointee.words[number].pointee
        if word.record >= 0 {
            return
                "\(isCount(number) ? "the counts" : "the design's state") of \(nameOfRecord(Int(word.record)))"
        }
        return state.pointee.trace?.name(of: word.address) ?? "word \(number)"
    }

    /// Whether a word is a bio's ``CompletionWord``.
    private func isCount(_ number: UInt32) -> Bool {
        let word = state.pointee.words[number].pointee
        if word.record < 0 { return false }
        let bio = state.pointee.watch.records[Int(word.record)].bio
        return withUnsafePointer(to: bio.pointee.completion) { UnsafeRawPointer($0) } == word.address
    }

    /// The description of a word's value, for traces: counts that are left, the bio that it points to.
    func text(ofValue value: UInt64, in word: UInt32) -> String {
        if isCount(word) { return "\(CompletionWord<SimulatedMachine>.remaining(in: value)) left" }
        if value == .max { return "-1" }
        if value < 1 << 20 { return String(value) }
        let record = UnsafeRawPointer(bitPattern: UInt(value)).map(state.pointee.watch.record) ?? -1
        return record < 0 ? "0x" + String(value, radix: 16) : nameOfRecord(Int(record))
    }

    /// The threads that wait and the leaves that are under way, when no thread makes progress.
    func standstill() -> String {
        let waiting = (0..<state.pointee.fibreCount).filter { state.pointee.fibres[$0].isWaiting }
        var parts =
            waiting.isEmpty ? [] : ["waiting: thread " + waiting.map(String.init).joined(separator: ", ")]
        let records = state.pointee.watch.records
        let now = state.pointee.clock.pointee
        for number in state.pointee.watch.leavesOnQueues {
            let isReady = records[number].bio.pointee.readyTicks <= now
            parts.append(
                "\(records[number].name) is \(isReady ? "ready" : "not ready") on queue \(records[number].queue!)"
            )
        }
        let roots = records.filter { $0.isRoot && $0.phase == .alive }
        if !roots.isEmpty { parts.append("under way: " + roots.map(\.name).joined(separator: ", ")) }
        let ended = records.filter { $0.isRoot && $0.phase == .ended }
        if !ended.isEmpty { parts.append("ended: " + ended.map(\.name).joined(separator: ", ")) }
        return parts.joined(separator: "; ")
    }
}

extension Scheduler {
    /// Gives what lies there a name, in a schedule that is traced.
    func setName(of start: UnsafeRawPointer, byteCount: Int, _ name: String) {
        state.pointee.trace?.setName(of: start, byteCount: byteCount, name)
    }
}

// What is looked at in each step.
extension Scheduler {
    /// Notes progress: the threads are not stuck.
    func noteProgress() {
        state.pointee.idleTurns = 0
        state.pointee.unfairTurns = 0
    }

    /// The number of steps after which a schedule is taken to be endless. For each bio threads look some times in vain,
    /// and in each look at each hardware queue.
    var stepsAtMost: UInt64 {
        let looks = state.pointee.watch.records.count * (1 + state.pointee.watch.callsUnderWay.count)
        return 4_000_000 + 4_000 * UInt64(looks)
    }

    /// Whether a word may change so: the counts of a bio, and words that have a rule.
    func judge(_ number: UInt32, from old: UInt64, to new: UInt64) {
        let word = state.pointee.words[number].pointee
        if word.record >= 0 {
            guard state.pointee.watch.isCount(word.address, of: word.record),
                let kind = state.pointee.watch.faultOfChange(word.record, from: old, to: new)
            else { return }
            raise(kind, nameOfRecord(Int(word.record)))
        } else if !state.pointee.rules.isEmpty,
            let text = state.pointee.rules.fault(of: word.address, old, new, state.pointee.clock.pointee)
        {
            raise(.brokenPath, text)
        }
    }
}
