/// An order in which fibres run, by its departures from the obvious one: a fibre goes on until it has to wait, then the
/// next one in turn does, and time passes when no fibre has anything to do.
///
/// Where memory is not sequentially consistent, an access finds the newest store; that it finds an older one is a
/// departure as well.
///
/// In writing `DECISION:NEXT,…`, which `--replay` takes; the devices have the number behind the last thread's, and
/// `DECISION:~AGE` is an access that finds a store with so many newer ones.
public struct Schedule: Sendable, Equatable, CustomStringConvertible {
    /// A step at which the schedule does not take the obvious thread.
    public struct Departure: Sendable, Equatable, BitwiseCopyable {
        /// Which decision of the schedule it is.
        let decision: UInt32
        /// The fibre that goes on, or the age of the store that is found.
        let next: UInt8
        let isAge: Bool

        init(decision: UInt32, next: UInt8) {
            self.decision = decision
            self.next = next
            isAge = false
        }

        init(decision: UInt32, age: UInt8) {
            self.decision = decision
            next = age
            isAge = true
        }

        /// Reads what ``description`` writes; nil if it is none.
        fileprivate init?(_ text: some StringProtocol) {
            let parts = text.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count == 2, let decision = UInt32(parts[0]) else { return nil }
            self.decision = decision
            isAge = parts[1].hasPrefix("~")
            let most = isAge ? StoreHistory.depth - 1 : Scheduler.mostFibres
            guard let next = UInt8(parts[1].dropFirst(isAge ? 1 : 0)), next <= most else { return nil }
            self.next = next
        }

        var description: String { "\(decision):\(isAge ? "~" : "")\(next)" }
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
            guard let departure = Departure(word),
                departures.last.map({ $0.decision < departure.decision }) ?? true
            else { return nil }
            departures.append(departure)
        }
    }

    public var description: String {
        if departures.isEmpty { return "none" }
        return departures.map(\.description).joined(separator: ",")
    }
}
