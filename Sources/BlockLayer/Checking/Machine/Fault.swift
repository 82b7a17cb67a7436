/// What is wrong with a schedule.
public struct Fault: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kinds of faults that a schedule can show.
    public enum Kind: String, Sendable {
        case endedTwice = "a bio ended twice"
        case endedEarly = "a bio ended while its leaf is on a queue"
        case touchedDead = "a bio was touched after it had ended or gone back to its pool"
        case reapedTwice = "a leaf was reaped that is on no queue"
        case submittedTwice = "a leaf was submitted that is on a queue"
        case putBackAlive = "a bio went back to its pool that has not ended"
        case wrongStatus = "a root ended with the wrong status"
        case errorReplaced = "the first error of a bio was replaced by a later one"
        case tooManyClones = "more clones are in use than the roots in flight may need"
        case brokenPromise = "the design does what its header rules out"
        case brokenPath = "a path of a multipath target returns wrongly"
        case unannounced = "a leaf is on a queue and pollers will look later than it is ready"
        case lost = "a root or a clone did not return to its pool"
        case unordered = "a bio passed from one thread to another without an order in memory"
        case lockHeld = "a lock is held at the end"
        case notAtRest = "the design says that something is in flight, and nothing is"
        case notFlushed = "a device is suspended and something is under way there"
        case stuck = "no thread makes progress"
        case endless = "no end after millions of steps"
        case wrongResult = "a wrong result"
    }

    /// The kind of fault.
    public let kind: Kind
    /// The details; empty if the kind needs none.
    public let text: String

    public var description: String { text.isEmpty ? kind.rawValue : "\(kind.rawValue): \(text)" }
}
