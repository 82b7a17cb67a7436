/// The shared words that a schedule has come across, by number, with what each fibre saw there last.
///
/// Numbers are given out by first access, so they are the same whenever the same schedule runs.
struct WordTable {
    /// The clock is a word like others, which only the devices write.
    static var clock: UInt32 { 0 }

    struct Word {
        let address: UnsafeRawPointer
        /// The record of the bio that the word is part of; negative if of none.
        let record: Int32
        /// The fibre that touched it last, and where in the program.
        var lastFibre: Int32 = -1
        var lastWasWrite = false
        var lastSite: UInt = 0

        /// What is in memory.
        var value: UInt64 { address.load(as: UInt64.self) }
    }

    struct Sight {
        var value: UInt64 = 0
        /// The turn of the fibre in which it saw it.
        var turn: UInt32 = 0
    }

    private struct Slot {
        var address: UInt = 0
        var schedule: UInt32 = 0
        var number: UInt32 = 0
    }

    /// Room for the words, which grows; twice as many slots.
    private(set) var capacity = Self.leastCapacity
    static var leastCapacity: Int { 1 << 13 }
    /// The memory that room for a word takes.
    static var bytesPerWord: Int {
        MemoryLayout<Word>.stride + Scheduler.mostFibres * MemoryLayout<Sight>.stride
            + 2 * MemoryLayout<Slot>.stride
    }
    private var slotMask: Int { 2 * capacity - 1 }

    private var slots: UnsafeMutablePointer<Slot>
    private var words: UnsafeMutablePointer<Word>
    private var sights: UnsafeMutablePointer<Sight>
    private(set) var count: UInt32 = 0
    /// Numbers the schedules: slots of earlier ones are empty.
    private var schedule: UInt32 = 0

    init() {
        slots = .allocate(capacity: 2 * capacity)
        slots.initialize(repeating: Slot(), count: 2 * capacity)
        words = .allocate(capacity: capacity)
        sights = .allocate(capacity: capacity * Scheduler.mostFibres)
    }

    func deallocate() {
        slots.deallocate()
        words.deallocate()
        sights.deallocate()
    }

    /// Forgets all words but the clock.
    mutating func begin(clock: UnsafeRawPointer) {
        schedule &+= 1
        count = 0
        _ = add(clock, record: -1)
    }

    /// The word's number, if it has one.
    func number(of address: UnsafeRawPointer) -> UInt32? {
        let slot = slots + place(of: address)
        return slot.pointee.schedule == schedule ? slot.pointee.number : nil
    }

    /// Gives a word that has none its number.
    mutating func add(_ address: UnsafeRawPointer, record: Int32) -> UInt32 {
        if Int(count) == capacity { grow() }
        let number = count
        count += 1
        slots[place(of: address)] = Slot(
            address: UInt(bitPattern: address), schedule: schedule, number: number)
        (words + Int(number)).initialize(to: Word(address: address, record: record))
        let first = sights + Int(number) * Scheduler.mostFibres
        first.initialize(repeating: Sight(), count: Scheduler.mostFibres)
        return number
    }

    private mutating func grow() {
        let old = capacity
        capacity *= 2
        let moved = UnsafeMutablePointer<Word>.allocate(capacity: capacity)
        moved.moveInitialize(from: words, count: old)
        words.deallocate()
        words = moved
        let seen = UnsafeMutablePointer<Sight>.allocate(capacity: capacity * Scheduler.mostFibres)
        seen.moveInitialize(from: sights, count: old * Scheduler.mostFibres)
        sights.deallocate()
        sights = seen
        slots.deallocate()
        slots = .allocate(capacity: 2 * capacity)
        slots.initialize(repeating: Slot(), count: 2 * capacity)
        for number in 0..<UInt32(old) {
            let address = words[Int(number)].address
            slots[place(of: address)] = Slot(
                address: UInt(bitPattern: address), schedule: schedule, number: number)
        }
    }

    subscript(number: UInt32) -> UnsafeMutablePointer<Word> { words + Int(number) }

    /// What a fibre saw of a word.
    func sight(of number: UInt32, by fibre: Int) -> UnsafeMutablePointer<Sight> {
        sights + (Int(number) &* Scheduler.mostFibres &+ fibre)
    }

    /// The slot of an address, or the one that it would get.
    private func place(of address: UnsafeRawPointer) -> Int {
        let key = UInt(bitPattern: address)
        var place = Int(truncatingIfNeeded: ((key >> 3) &* 0x9e37_79b9_7f4a_7c15) >> 32) & slotMask
        while slots[place].schedule == schedule && slots[place].address != key {
            place = (place &+ 1) & slotMask
        }
        return place
    }
}
