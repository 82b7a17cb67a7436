import CPlatform

/// What happened in a schedule, step by step. Taken when a fault that is known is run once more.
struct Trace {
    struct Event {
        enum Kind {
            case access(WordAccess, UInt64)
            case bio(BioEvent, Int)
            case submitted(Int, queue: UInt32)
            case reaped(Int, queue: UInt32, Status)
            case waits
            case time(UInt64)
        }

        let kind: Kind
        /// Nil for the devices.
        let fibre: Int?
        /// Of an access that has not found the newest store to the word: its value.
        let newest: UInt64?
        /// What a write left behind.
        var newValue: UInt64?
        /// Where in the program, the innermost function first.
        let callers: [UInt]
    }

    private static var mostEvents: Int { 100_000 }
    private static var mostCallers: Int { 24 }

    private(set) var events: [Event] = []
    private var names: [(range: Range<UInt>, name: String)] = []

    mutating func add(_ kind: Event.Kind, fibre: Int?, newest: UInt64? = nil) {
        if events.count == Self.mostEvents { return }
        let callers = withUnsafeTemporaryAllocation(of: UnsafeRawPointer?.self, capacity: Self.mostCallers) {
            buffer in
            let count = Int(platform_callers(buffer.baseAddress, Int32(buffer.count)))
            return buffer.prefix(count).map { UInt(bitPattern: $0) }
        }
        events.append(Event(kind: kind, fibre: fibre, newest: newest, callers: callers))
    }

    /// The value that the last write of the fibre that runs has left behind.
    mutating func noteValue(_ value: UInt64) {
        guard
            let last = events.indices.last(where: {
                if case .access = events[$0].kind { true } else { false }
            })
        else { return }
        events[last].newValue = value
    }

    /// Gives what lies there a name.
    mutating func setName(of start: UnsafeRawPointer, byteCount: Int, _ name: String) {
        let first = UInt(bitPattern: start)
        names.append((first..<first + UInt(byteCount), name))
    }

    func name(of address: UnsafeRawPointer) -> String? {
        names.first { $0.range.contains(UInt(bitPattern: address)) }?.name
    }
}
