/// One leg, sector by sector (Documentation/admin-guide/device-mapper/linear.rst).
public struct Linear: Target {
    static let typeName = "linear"
    static let usage = "DEVICE OFFSET"

    /// Where sector 0 of the target is, and all that follow.
    public let leg: Leg

    init(parsing arguments: inout Arguments) throws(Fault) {
        leg = try arguments.leg(sectors: arguments.lengthSectors)
    }

    var legs: [Leg] { [leg] }
    var kind: TargetKind { .linear(self) }
    func arguments(naming name: DeviceNaming) -> String { leg.text(naming: name) }
}
