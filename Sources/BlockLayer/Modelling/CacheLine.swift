/// The coherence state of one cache line of 64 bytes, as its home knows it.
struct CacheLine {
    /// The only CPU that has the line; -1 if none or several do.
    var owner: Int32 = -1
    /// How many CPUs share the line, see ``CacheLines/forEachSharer(of:_:)``.
    var sharerCount: Int32 = 0
    /// The node of its memory: that of the CPU that used it first.
    let home: UInt16
    /// Whether the line is on its way to a CPU that will own it.
    var isBusy = false
    /// Whether the last to write it was a device, or an addition at its home: no CPU has it, but a cache.
    var isInLastLevel = false
    /// The CPU that owned it last, and how many in a row of its cluster did.
    var lastOwner: Int32 = -1
    var ownersInCluster: Int32 = 0
    /// When the last access ends that its home has let go.
    var freeTicks: UInt64 = 0
    /// When a device wrote it last.
    var deviceTicks: UInt64 = 0
    /// Accesses that wait for it, by arrival: numbers of ``LineRequests``; -1 for none.
    var firstWaiting: Int32 = -1
    var lastWaiting: Int32 = -1
    /// CPUs that sleep until their copy is invalidated, linked through ``VirtualCPU/nextParked``.
    var firstParked: Int32 = -1
    var lastParked: Int32 = -1

    init(home: UInt16) {
        self.home = home
    }
}

/// All cache lines that the CPUs of a modelled machine have used, by address.
struct CacheLines {
    private var lines: UnsafeMutablePointer<CacheLine>
    /// Of each line the CPUs that share it, a bit for each.
    private var sharerWords: UnsafeMutablePointer<UInt64>
    private let wordsPerLine: Int
    private(set) var count = 0
    private var room = 1 << 10
    /// An open hash table from the lines' addresses / 64, of which none is 0, to their numbers.
    private var slots: UnsafeMutablePointer<Slot>
    private var slotMask: Int

    private struct Slot {
        var address: UInt
        var line: UInt32
    }

    init(cpuCount: Int) {
        wordsPerLine = (cpuCount + 63) / 64
        lines = .allocate(capacity: room)
        sharerWords = .allocate(capacity: room * wordsPerLine)
        slotMask = 4 * room - 1
        slots = Self.emptySlots(slotMask + 1)
    }

    func deallocate() {
        lines.deallocate()
        sharerWords.deallocate()
        slots.deallocate()
    }

    private static func emptySlots(_ count: Int) -> UnsafeMutablePointer<Slot> {
        let slots = UnsafeMutablePointer<Slot>.allocate(capacity: count)
        slots.initialize(repeating: Slot(address: 0, line: 0), count: count)
        return slots
    }

    /// A line by its number. Valid until another line is used for the first time.
    @inline(__always)
    subscript(line: Int) -> UnsafeMutablePointer<CacheLine> { lines + line }

    /// The number of the line that an address is on.
    @inline(__always)
    mutating func number(of address: UnsafeRawPointer, home: @autoclosure () -> UInt16) -> Int {
        let key = UInt(bitPattern: address) &>> 6
        var place = Self.hash(key) & slotMask
        while slots[place].address != key {
            if slots[place].address == 0 { return add(key, home: home()) }
            place = (place &+ 1) & slotMask
        }
        return Int(slots[place].line)
    }

    @inline(__always)
    private static func hash(_ key: UInt) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) &>> 24)
    }

    private mutating func add(_ key: UInt, home: UInt16) -> Int {
        if count == room { grow() }
        (lines + count).initialize(to: CacheLine(home: home))
        (sharerWords + count * wordsPerLine).initialize(repeating: 0, count: wordsPerLine)
        insert(Slot(address: key, line: UInt32(count)))
        count += 1
        return count - 1
    }

    private func insert(_ slot: Slot) {
        var place = Self.hash(slot.address) & slotMask
        while slots[place].address != 0 { place = (place + 1) & slotMask }
        slots[place] = slot
    }

    private mutating func grow() {
        let old = (lines, sharerWords, slots, slotMask)
        room *= 2
        lines = .allocate(capacity: room)
        lines.moveInitialize(from: old.0, count: count)
        sharerWords = .allocate(capacity: room * wordsPerLine)
        sharerWords.moveInitialize(from: old.1, count: count * wordsPerLine)
        slotMask = 4 * room - 1
        slots = Self.emptySlots(slotMask + 1)
        for place in 0...old.3 where old.2[place].address != 0 { insert(old.2[place]) }
        old.0.deallocate()
        old.1.deallocate()
        old.2.deallocate()
    }
}

// Who shares a line.
extension CacheLines {
    /// Whether a CPU has a copy of a line.
    @inline(__always)
    func has(_ cpu: Int, _ line: Int) -> Bool {
        Int(lines[line].owner) == cpu
            || lines[line].sharerCount > 0 && words(of: line)[cpu &>> 6] &>> UInt64(cpu & 63) & 1 == 1
    }

    @inline(__always)
    private func words(of line: Int) -> UnsafeMutablePointer<UInt64> { sharerWords + line &* wordsPerLine }

    /// Gives a CPU a copy: it owns the line if it is the only one that has it.
    func addReader(_ cpu: Int, to line: Int) {
        let state = lines + line
        if has(cpu, line) { return }
        if state.pointee.owner < 0 && state.pointee.sharerCount == 0 && !state.pointee.isInLastLevel {
            state.pointee.owner = Int32(cpu)
            return
        }
        if state.pointee.owner >= 0 {
            addSharer(Int(state.pointee.owner), to: line)
            state.pointee.owner = -1
        }
        addSharer(cpu, to: line)
        state.pointee.isInLastLevel = false
    }

    private func addSharer(_ cpu: Int, to line: Int) {
        words(of: line)[cpu &>> 6] |= 1 &<< UInt64(cpu & 63)
        lines[line].sharerCount &+= 1
    }

    /// Takes the line from all that have it; it belongs to `owner`, or to no CPU for nil.
    func give(_ line: Int, to owner: Int?) {
        let state = lines + line
        if state.pointee.sharerCount > 0 {
            words(of: line).update(repeating: 0, count: wordsPerLine)
            state.pointee.sharerCount = 0
        }
        state.pointee.owner = owner.map { Int32($0) } ?? -1
        state.pointee.isInLastLevel = owner == nil
    }

    /// Calls `body` with each CPU that shares a line, in order.
    @inline(__always)
    func forEachSharer(of line: Int, _ body: (Int) -> Void) {
        if lines[line].sharerCount == 0 { return }
        for word in 0..<wordsPerLine {
            var bits = words(of: line)[word]
            while bits != 0 {
                body(word &* 64 &+ bits.trailingZeroBitCount)
                bits &= bits &- 1
            }
        }
    }
}
