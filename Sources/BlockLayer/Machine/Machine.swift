/// What the data plane asks of the machine under it.
///
/// Every word that two threads may touch is a ``SharedWord`` of a machine, so the same engine and the same designs
/// run on the real CPU, under a scheduler that explores interleavings, or on a described machine: only the hooks
/// here differ. On ``RealMachine`` they are empty and vanish from the compiled loop.
protocol Machine: SendableMetatype {
    /// Called before a shared word at this address is read.
    static func willRead(_ word: UnsafeRawPointer)

    /// Called before a shared word at this address is written.
    static func willWrite(_ word: UnsafeRawPointer)

    /// Called before a shared word at this address is read and written in one atomic step.
    static func willModify(_ word: UnsafeRawPointer)

    /// Called in each turn of a loop that waits for another thread to change the word; `attempt` counts from 0.
    static func spin(_ attempt: UInt32, on word: UnsafeRawPointer)

    /// The clock of the data plane, in ticks of constant length. See ``TickRate``.
    static func ticks() -> UInt64

    /// The CPU that runs the caller.
    static func cpu() -> UInt32

    /// Told what becomes of a bio; does nothing unless the machine watches over lifetimes.
    static func note(_ event: BioEvent, of bio: UnsafeRawPointer)

    /// Whether stacks are made and taken down so often that mapping memory for each would cost more than all else.
    static var makesStacksOften: Bool { get }
}

extension Machine {
    @inline(__always)
    static func note(_ event: BioEvent, of bio: UnsafeRawPointer) {}

    static var makesStacksOften: Bool { false }
}

/// What becomes of a bio, for a machine that watches their lives.
enum BioEvent: UInt8, Sendable {
    /// It was taken from its pool.
    case taken
    /// Its last count was given back: it has ended.
    case ended
    /// It goes back to its pool.
    case putBack
}

/// A type that works on one machine. Apart from the protocols that refine it, so that a generic parameter `M` alone says
/// which: the compiler would else look for it in functions whose types depend on it.
protocol OnMachine {
    /// The machine whose shared words and clock it uses.
    associatedtype M: Machine
}
