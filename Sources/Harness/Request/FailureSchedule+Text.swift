import BlockLayer

extension FailureSchedule {
    /// Reads `PERIOD:LENGTH`.
    public init(parsing text: String) throws(HarnessError) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 else { throw .usage("expected PERIOD:LENGTH, two numbers of IOs") }
        let period = try Parse.number(parts[0])
        let length = try Parse.number(parts[1])
        guard period > 0, length < period else {
            throw .usage("of \(period) IOs at most \(max(0, period - 1)) can fail, if any is to end well")
        }
        self.init(period: UInt64(period), length: UInt64(length))
    }

    /// As it is read: `1000:10`; `never` for never.
    var text: String { period == 0 ? "never" : "\(period):\(length)" }
}
