/// An order in which fibres run, by its departures from the obvious one: a fibre goes on until it has to wait, then the
/// next one in turn does, and time passes when nobody has anything to do.
///
/// In writing `DECISION:NEXT,…`, which `--replay` takes; the devices have the number behind the last thread's.
public struct Schedule: Sendable, Equatable, CustomStringConvertible {
    /// A step at which the schedule does not take the obvious thread.
    public struct Departure: Sendable, Equatable, BitwiseCopyable {
        /// Which decision of the schedule it is, and who goes on.
        var decision: UInt32
        var next: UInt8
    }

    var departures: [Departure] = []

    public init() {}

    init(_ departures: [Departure]) {
        self.departures = departures
    }

    /// Reads what ``description`` writes; nil if it is none.
    public init?(_ text: some StringProtocol) {
        if text == "none" { return }
        for word in text.split(separator: ",", omittingEmptySubsequences: false) {
            let parts = word.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count == 2, let decision = UInt32(parts[0]), let next = UInt8(parts[1]),
                next <= Scheduler.mostFibres, departures.last.map({ $0.decision < decision }) ?? true
            else { return nil }
            departures.append(Departure(decision: decision, next: next))
        }
    }

    public var description: String {
        if departures.isEmpty { return "none" }
        return departures.map { "\($0.decision):\($0.next)" }.joined(separator: ",")
    }
}
