/// Cache lines that one CPU of a modelled machine had to get, by the kind of access, and how long it waited for them.
public struct LineTraffic: Sendable, Equatable {
    /// Loads, read-modify-writes and stores of lines that the CPU did not have.
    public var loads: UInt64 = 0
    public var modifications: UInt64 = 0
    public var stores: UInt64 = 0
    /// Ticks that loads and read-modify-writes took; stores wait in the store buffer.
    var waitTicks: UInt64 = 0

    public init() {}
}
