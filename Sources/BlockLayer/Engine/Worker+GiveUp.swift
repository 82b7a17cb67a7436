// The end of a run that was stopped: what is in flight may take longer than a user waits, behind a delay target or on a
// device that hangs.

extension Worker {
    /// How long a worker that was stopped waits for what it has in flight.
    static var patienceNanoseconds: UInt64 { 300_000_000 }

    /// Whether to leave behind what is in flight. For loops that wait for it, in every turn or now and then; costs a
    /// look at a word that is read-only until the stop.
    @inline(never)
    mutating func givesUp() -> Bool {
        guard let stopFlag, stopFlag.pointee.isSet() else { return false }
        let now = now()
        if giveUpTicks == .max { giveUpTicks = now &+ patienceTicks }
        return now >= giveUpTicks
    }
}
