import CPlatform

/// What happened in a schedule, line by line, for people.
public struct TracedSchedule: Sendable {
    /// One line of a trace: a step of a thread, or a remark.
    public struct Line: Sendable {
        /// The thread; nil for the devices.
        public let thread: Int?
        public let text: String
        /// Where in the program, the innermost function first.
        public let callers: [CodePlace]
    }

    /// A place in a file of machine code.
    public struct CodePlace: Sendable, Hashable {
        /// The binary that holds the code.
        public let file: String
        /// The offset into the binary.
        public let offset: UInt
    }

    /// The fault that the schedule ends with; nil if it ends well.
    public let fault: Fault?
    /// The number of threads.
    public let threadCount: Int
    /// The steps in their order.
    public let lines: [Line]

    /// Of accesses only those to words that several threads touched: other threads cannot see the rest.
    init(_ scheduler: Scheduler, _ fault: Fault?) {
        self.fault = fault
        threadCount = scheduler.state.pointee.fibreCount
        let events = Self.withoutIdleEnd(scheduler.state.pointee.trace?.events ?? [])
        let shared = Self.sharedWords(events)
        lines = events.compactMap { event in
            if case .access(let access, _) = event.kind, !shared.contains(access.word) { return nil }
            return Line(
                thread: event.fibre, text: Self.text(event, scheduler),
                callers: event.callers.compactMap(Self.place))
        }
    }

    /// Where threads are stuck, all have polled again and again until the fault was raised: two rounds are shown.
    private static func withoutIdleEnd(_ events: [Trace.Event]) -> ArraySlice<Trace.Event> {
        let last = events.lastIndex { event in
            switch event.kind {
            case .bio, .submitted, .reaped: true
            case .access, .waits, .time: false
            }
        }
        let times = events.indices.filter { index in
            guard index > last ?? 0, case .time = events[index].kind else { return false }
            return true
        }
        return times.count > 2 ? events[..<times[2]] : events[...]
    }

    private static func sharedWords(_ events: ArraySlice<Trace.Event>) -> Set<UInt32> {
        var first: [UInt32: Int] = [:]
        var shared: Set<UInt32> = []
        for event in events {
            guard case .access(let access, _) = event.kind, let fibre = event.fibre,
                access.word != WordTable.clock
            else { continue }
            if first[access.word, default: fibre] != fibre { shared.insert(access.word) }
            first[access.word] = fibre
        }
        return shared
    }

    private static func text(_ event: Trace.Event, _ scheduler: Scheduler) -> String {
        switch event.kind {
        case .access(let access, let value):
            let name = scheduler.nameOfWord(access.word)
            let old = scheduler.text(ofValue: value, in: access.word)
            let unseen =
                event.newest.map { ", not yet " + scheduler.text(ofValue: $0, in: access.word) } ?? ""
            if !access.isWrite { return "reads \(name): \(old)\(unseen)" }
            let new = event.newValue.map { " -> " + scheduler.text(ofValue: $0, in: access.word) } ?? ""
            return "writes \(name): \(old)\(new)\(unseen)"
        case .bio(let what, let record):
            return scheduler.nameOfRecord(record) + text(what)
        case .submitted(let record, let queue):
            return "\(scheduler.nameOfRecord(record)) goes to queue \(queue)"
        case .reaped(let record, let queue, let status):
            let how = status == .ok ? "" : ", \(status.text)"
            return "\(scheduler.nameOfRecord(record)) comes from queue \(queue)\(how)"
        case .waits: return "waits"
        case .time(let time): return "time \(time)"
        }
    }

    private static func text(_ event: BioEvent) -> String {
        switch event {
        case .taken: " is taken"
        case .missing: " is wanted, and no clone is free"
        case .polled: " is polled"
        case .failedOver: " goes down another path"
        case .ended(let code): code == 0 ? " has ended" : " has ended, \(Status(code: code).text)"
        case .putBack: " goes back"
        }
    }

    /// The call before the address that it returns to.
    private static func place(_ address: UInt) -> CodePlace? {
        var offset: UInt = 0
        guard let file = platform_file_of_code(UnsafeRawPointer(bitPattern: address - 1), &offset) else {
            return nil
        }
        return CodePlace(file: String(cString: file), offset: offset)
    }
}
