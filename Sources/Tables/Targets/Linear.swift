/// One leg, sector by sector (Documentation/admin-guide/device-mapper/linear.rst).
public struct Linear: TableTarget {
    static let typeName = "linear"
    static let usage = "DEVICE OFFSET"

    /// Where sector 0 of the target is, and all that follow.
    public let leg: TableLeg

    init(parsing arguments: inout Arguments) throws(TableFault) {
        leg = try arguments.leg(sectors: arguments.lengthSectors)
    }

    var legs: [TableLeg] { [leg] }
    var kind: TargetKind { .linear(self) }
    func arguments(naming name: DeviceNaming) -> String { leg.text(naming: name) }
}
