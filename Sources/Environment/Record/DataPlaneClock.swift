/// The clock that times are measured with, as the data plane chose it.
public struct DataPlaneClock: Hashable, Sendable {
    /// The name of the clock.
    public let name: String
    /// The reason for the choice.
    public let reason: String
    /// The rate of the clock.
    public let ticksPerSecond: UInt64

    public init(name: String, reason: String, ticksPerSecond: UInt64) {
        self.name = name
        self.reason = reason
        self.ticksPerSecond = ticksPerSecond
    }
}
