/// How an access to a shared word orders the accesses around it, as in C++.
enum AccessOrder: UInt8, Sendable, BitwiseCopyable {
    /// Not at all; only accesses to the same word stay in order.
    case relaxed
    /// A load acquires, a store releases.
    case acquireRelease
    /// As `acquireRelease`, and in one order with all other sequentially consistent accesses.
    case sequential
}

/// What the data plane asks of the machine under it.
///
/// Every word that two threads may touch is a ``SharedWord`` of a machine, so the same engine and the same designs
/// run on the real CPU, under a scheduler that explores interleavings, or on a described machine: only the hooks
/// here differ. On ``RealMachine`` they are empty and vanish from the compiled loop.
protocol Machine: SendableMetatype {
    /// Called before a shared word at this address is read.
    static func willRead(_ word: UnsafeRawPointer, _ order: AccessOrder)

    /// Called before a shared word at this address is written.
    static func willWrite(_ word: UnsafeRawPointer, _ order: AccessOrder)

    /// Called before a shared word at this address is read and written in one atomic step, sequentially consistent.
    ///
    /// - Parameter expected: the value without which the word is only read; nil if it is written in any case.
    static func willModify(_ word: UnsafeRawPointer, ifEqual expected: UInt64?)

    /// Called in each turn of a loop that waits for another thread to change the word; `attempt` counts from 0.
    static func spin(_ attempt: UInt32, on word: UnsafeRawPointer)

    /// The clock of the data plane, in ticks of constant length. See ``TickRate``.
    static func ticks() -> UInt64

    /// The CPU that runs the caller.
    static func cpu() -> UInt32

    /// Called for each event in the life of a bio; does nothing unless the machine watches over lifetimes.
    static func note(_ event: BioEvent, of bio: UnsafeRawPointer)

    /// Called where a worker begins and ends a poll of a hardware queue, by the queue's number in the stack; does
    /// nothing unless the machine watches who polls what.
    static func note(_ event: QueuePollEvent, queue: UInt32)

    /// Called before fields of a bio, a list or a queue at this address are read that another CPU may have written:
    /// plain memory, whose accesses a lock or a shared word orders. A cache line costs its transfer whatever is in it.
    static func willReadPlain(_ memory: UnsafeRawPointer)

    /// The same before they are written.
    static func willWritePlain(_ memory: UnsafeRawPointer)

    /// Called where a poller sees in this word that a device has completed something at a time of the data plane's
    /// clock: the device has written the word's cache line then.
    static func deviceWrote(_ word: UnsafeRawPointer, at ticks: UInt64)

    /// Called around accesses to shared words that stand for the inside of a device, and cost a CPU nothing.
    static func deviceWorks(_ isWorking: Bool)

    /// Called once for each piece of work that the CPU does, accesses to shared words aside.
    static func spend(_ work: Work)

    /// Whether stacks are made and taken down so often that mapping memory for each would cost more than all else.
    static var makesStacksOften: Bool { get }
}

extension Machine {
    @inline(__always)
    static func note(_ event: BioEvent, of bio: UnsafeRawPointer) {}

    @inline(__always)
    static func note(_ event: QueuePollEvent, queue: UInt32) {}

    @inline(__always)
    static func willReadPlain(_ memory: UnsafeRawPointer) {}

    @inline(__always)
    static func willWritePlain(_ memory: UnsafeRawPointer) {}

    @inline(__always)
    static func deviceWrote(_ word: UnsafeRawPointer, at ticks: UInt64) {}

    @inline(__always)
    static func deviceWorks(_ isWorking: Bool) {}

    @inline(__always)
    static func spend(_ work: Work) {}

    static var makesStacksOften: Bool { false }
}

/// Work of a CPU that has a price of its own on a machine that charges for it.
enum Work: Int, BitwiseCopyable {
    /// A root is submitted, or reaped by its owner.
    case root
    /// A clone is mapped, or released.
    case clone
    /// A leaf is put into a queue's plug, or ended by its reaper.
    case leaf
    /// A hardware queue is reaped, however many leaves that finds.
    case reap
    /// A root is polled.
    case look
    /// A doorbell of a device is written.
    case doorbell
}

/// An event in the life of a bio, for a machine that watches lifetimes.
enum BioEvent: Sendable, Equatable, BitwiseCopyable {
    /// It was taken from its pool.
    case taken
    /// A clone was wanted and none was free: the pool's first object stands for it.
    case missing
    /// The design is asked to poll the root.
    case polled
    /// A clone's path failed: it is submitted down another one.
    case failedOver
    /// Its last count was given back: it has ended, with the status of this code.
    case ended(status: UInt8)
    /// It goes back to its pool.
    case putBack
}

/// The begin or end of a poll of a hardware queue, for a machine that watches which of them are polled.
enum QueuePollEvent: Sendable, BitwiseCopyable {
    case begins
    case ends
}

/// A type that works on one machine. Apart from the protocols that refine it, so that a generic parameter `M` alone
/// says which: the compiler would else look for it in functions whose types depend on it.
protocol OnMachine {
    /// The machine whose shared words and clock it uses.
    associatedtype M: Machine
}
