/// The words of a ``CoherenceKernel``, and what its threads do with them: the first two on one line, then lines of
/// data, then a line for each thread.
struct KernelWords {
    private typealias Word = SharedWord<SimulatedMachine>

    private let words: UnsafeMutablePointer<Word>
    private let count: Int
    /// The socket of each thread.
    private let groups: [Int]
    /// Waiters of a queue lock that were passed over, in order; of the holder.
    private let passedOver: UnsafeMutablePointer<[Int]>

    private static var dataLines: Int { 3 }
    private static var wordsPerLine: Int { 16 }

    init(groups: [Int]) {
        self.groups = groups
        count = (1 + Self.dataLines + groups.count) * Self.wordsPerLine
        let memory = UnsafeMutableRawPointer.allocate(byteCount: count * 8, alignment: 128)
        words = memory.assumingMemoryBound(to: Word.self)
        for place in 0..<count { (words + place).initialize(to: Word(0)) }
        passedOver = .allocate(capacity: 1)
        passedOver.initialize(to: [])
    }

    func deallocate() {
        words.deinitialize(count: count)
        UnsafeMutableRawPointer(words).deallocate()
        passedOver.deinitialize(count: 1).deallocate()
    }

    /// What the holder of a lock changes, which no atomic instruction touches.
    private func changeData(lines: Int) {
        for line in 0..<lines {
            let data = UnsafeRawPointer(words + (1 + line) * Self.wordsPerLine)
            SimulatedMachine.willReadPlain(data)
            SimulatedMachine.willWritePlain(data)
        }
    }

    func addOne() {
        words[0].add(1)
    }

    func exchangeUntilDone() {
        var old = words[0].load()
        while true {
            let seen = words[0].compareExchange(expected: old, desired: old + 1)
            if seen == old { return }
            old = seen
        }
    }

    func increment() {
        words[0].store(words[0].load() + 1)
    }

    func passTicketLock() {
        let ticket = words[0].add(1) - 1
        wait(words + 1) { $0 == ticket }
        changeData(lines: 1)
        words[1].store(words[1].load() + 1)
    }

    /// The first word is that of the lock.
    func passSpinLock() {
        let lock = UnsafeMutableRawPointer(words).assumingMemoryBound(to: SpinLock<SimulatedMachine>.self)
        _ = lock.pointee.lock()
        lock.pointee.unlock()
    }

    private func wait(_ word: UnsafeMutablePointer<Word>, until isDone: (UInt64) -> Bool) {
        var attempt: UInt32 = 0
        while !isDone(word.pointee.load()) {
            word.pointee.spin(attempt)
            attempt &+= 1
        }
    }
}

// The queue lock: its tail is the first word. A waiter's words say whether it holds the lock, and who is next. Threads
// are numbered from 1 there.
extension KernelWords {
    private func node(_ thread: Int) -> UnsafeMutablePointer<Word> {
        words + (1 + Self.dataLines + thread) * Self.wordsPerLine
    }

    /// - Parameter staysNear: whether the lock is handed over inside the holder's socket where it can.
    func passQueueLock(_ thread: Int, staysNear: Bool) {
        let own = node(thread)
        own[0].storeRelaxed(0)
        own[1].storeRelaxed(0)
        let previous = words[0].exchange(UInt64(thread + 1))
        if previous != 0 {
            node(Int(previous) - 1)[1].store(UInt64(thread + 1))
            wait(own) { $0 != 0 }
        }
        changeData(lines: Self.dataLines)
        guard let next = successor(of: thread) else { return }
        let heir = staysNear ? nearest(to: thread, from: next) : next
        node(heir)[0].store(1)
    }

    /// The thread behind the holder; nil if there is none, and the lock is free now.
    private func successor(of thread: Int) -> Int? {
        let own = node(thread)
        if own[1].load() == 0 {
            // Cleared before others can link themselves to it.
            if let last = passedOver.pointee.last { node(last)[1].storeRelaxed(0) }
            let last = passedOver.pointee.last.map { UInt64($0 + 1) } ?? 0
            let mine = UInt64(thread + 1)
            if words[0].compareExchange(expected: mine, desired: last) == mine {
                if last == 0 { return nil }
                return takePassedOver(before: nil)
            }
            wait(own + 1) { $0 != 0 }
        }
        return Int(own[1].load()) - 1
    }

    /// The first waiter of the holder's socket; the first that was passed over if there is none.
    private func nearest(to thread: Int, from first: Int) -> Int {
        var passed: [Int] = []
        var waiter = first
        while groups[waiter] != groups[thread] {
            let next = node(waiter)[1].load()
            // The last waiter is never passed over: others are about to link themselves to it.
            if next == 0 { return passedOver.pointee.isEmpty ? first : takePassedOver(before: first) }
            passed.append(waiter)
            waiter = Int(next) - 1
        }
        passedOver.pointee += passed
        return waiter
    }

    /// Puts those that were passed over in front of a waiter, in order; returns the first.
    private func takePassedOver(before next: Int?) -> Int {
        let list = passedOver.pointee
        passedOver.pointee = []
        for (waiter, behind) in zip(list, list.dropFirst()) {
            node(waiter)[1].storeRelaxed(UInt64(behind + 1))
        }
        if let last = list.last, let next { node(last)[1].storeRelaxed(UInt64(next + 1)) }
        return list[0]
    }
}
