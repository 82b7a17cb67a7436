/// One leg that takes each IO only after a time; writes may have a leg and a time of their own (delay_ctr of the
/// kernel's dm-delay.c). A third set, for flushes, is left out: there are none here.
public struct Delay: TableTarget {
    static let typeName = "delay"
    static let usage = "DEVICE OFFSET MILLISECONDS [WRITE_DEVICE WRITE_OFFSET WRITE_MILLISECONDS]"

    /// A leg and its delay.
    public struct Way: Hashable, Sendable {
        /// The device and the first sector there.
        public let leg: TableLeg
        /// The delay.
        public let milliseconds: UInt64
    }

    /// The way of reads; of writes too unless they have their own.
    public let read: Way
    /// The same as for reads where the text has one way only.
    public let write: Way
    private let hasTwo: Bool

    /// As long as a run may be.
    private static let longestMilliseconds: UInt64 = 60_000

    init(parsing arguments: inout Arguments) throws(TableFault) {
        read = try Self.way(&arguments)
        hasTwo = arguments.count > 0
        write = hasTwo ? try Self.way(&arguments) : read
    }

    private static func way(_ arguments: inout Arguments) throws(TableFault) -> Way {
        let leg = try arguments.leg(sectors: arguments.lengthSectors)
        return Way(leg: leg, milliseconds: try arguments.number("delay", in: 0...longestMilliseconds))
    }

    var legs: [TableLeg] { hasTwo ? [read.leg, write.leg] : [read.leg] }
    var kind: TargetKind { .delay(self) }

    func arguments(naming name: DeviceNaming) -> String {
        (hasTwo ? [read, write] : [read])
            .map { "\($0.leg.text(naming: name)) \($0.milliseconds)" }.joined(separator: " ")
    }
}
