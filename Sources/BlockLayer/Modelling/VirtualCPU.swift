/// A thread of a modelled machine, alone on its CPU: a fibre with a clock of its own.
struct VirtualCPU {
    /// The CPU's number on the machine.
    var cpu = 0
    /// How far it has come, in ticks of virtual time.
    var clock: UInt64 = 0
    /// What it does.
    var body: () -> Void = {}

    var stores: StoreBuffer
    /// Whether it goes on when a store has left the buffer.
    var waitsForStore = false
    /// A word that holds a value for this CPU only, until it calls the scheduler again.
    var unsettled: Unsettled?

    /// The line of the word that it spun on last, and what it has done since.
    var spinLine = -1
    var sinceSpin = Doings.nothing
    /// The next CPU that is parked at the same line; -1 for none.
    var nextParked: Int32 = -1
    /// Whether it takes part of its core from a sibling: not while it is parked or waits for others.
    var isActive = false

    /// What it cost to get lines that others had.
    var traffic = LineTraffic()

    /// A word whose memory the CPU is about to use as it alone sees it.
    struct Unsettled {
        let word: UnsafeMutableRawPointer
        let valueOfOthers: UInt64
        /// Whether what it writes there goes to its store buffer.
        let isStore: Bool
    }

    /// What a CPU has done between two turns of a loop that waits.
    struct Doings: OptionSet {
        let rawValue: UInt8

        static let nothing: Doings = []
        /// It has read the word that it waits for.
        static let look = Doings(rawValue: 1)
        /// It has done anything else.
        static let other = Doings(rawValue: 2)
    }
}
