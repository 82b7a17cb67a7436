/// The clock that times are measured with, as the data plane chose it.
public struct DataPlaneClock: Hashable, Sendable {
    public let name: String
    public let reason: String
    public let ticksPerSecond: UInt64

    public init(name: String, reason: String, ticksPerSecond: UInt64) {
        self.name = name
        self.reason = reason
        self.ticksPerSecond = ticksPerSecond
    }
}
