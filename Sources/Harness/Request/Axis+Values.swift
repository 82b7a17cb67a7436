import BlockLayer
import Units

/// Readers of the values of axes.
extension Axis {
    static func interval(_ word: String) throws(HarnessError) -> UInt64? {
        if word == "never" { return nil }
        let nanoseconds = try Parse.nanoseconds(word)
        guard (1...Bounds.runNanoseconds).contains(nanoseconds) else {
            throw .usage(
                "must be more than 0 and at most \(Nanoseconds(nanoseconds: Bounds.runNanoseconds)), or never"
            )
        }
        return nanoseconds
    }

    /// The word for the machine that the program runs on.
    static let realMachine = "real"

    static func machineChoice(_ word: String) throws(HarnessError) -> MachineChoice? {
        word == realMachine ? nil : try MachineChoice(word)
    }

    static func completionKind(_ word: String) throws(HarnessError) -> Completion? {
        try Parse.choice(word) as Completion
    }

    /// A choice, or nil for the way of the design's source.
    static func choiceOrDesign<Choice: RawRepresentable<String> & CaseIterable>(
        _ word: String
    ) throws(HarnessError) -> Choice? {
        if word == "design" { return nil }
        if let choice = Choice(rawValue: word) { return choice }
        let words = ["design"] + Choice.allCases.map(\.rawValue)
        throw .usage("expected one of \(words.joined(separator: ", "))")
    }

    static func block(_ word: String) throws(HarnessError) -> UInt64 {
        let bytes = try Parse.bytes(word)
        guard bytes > 0, bytes.isMultiple(of: Units.sectorBytes) else {
            throw .usage("must be a multiple of \(Units.sectorBytes) bytes, and not 0")
        }
        guard bytes <= Bounds.blockBytes else {
            throw .usage("at most \(ByteCount(bytes: Bounds.blockBytes))")
        }
        return bytes
    }

    static func spinPolicy(_ word: String) throws(HarnessError) -> SpinPolicy {
        let policy = try SpinPolicy(parsing: word)
        if case .bounded(let limit) = policy, limit > Bounds.waitNanoseconds {
            throw .usage("bounded: at most \(Nanoseconds(nanoseconds: Bounds.waitNanoseconds))")
        }
        return policy
    }
}

extension Axis {
    /// The axes that change how a design works, other than those that say what it works on.
    public static func switches(of design: CatalogueEntry) -> [Axis] {
        // The kernel does all its own way; a design that waits for interrupts has queues of its own.
        if design.isKernel { return [completion] }
        if design.waitsForInterrupts { return [lock, end, counts, spin, batchSubmit] }
        return [lock, end, counts, spin, queueSharing, pollQueues, batchSubmit, completion]
    }
}
