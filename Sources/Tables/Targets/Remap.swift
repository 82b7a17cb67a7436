/// One leg, sector by sector, without a clone: an IO that lies within the target goes on as it is, to another device.
/// That is how MD's drivers without parity do it (md_submit_bio, raid0_map_submit_bio). dm has no such target.
public struct Remap: TableTarget {
    static let typeName = "remap"
    static let usage = "DEVICE OFFSET"

    /// Where sector 0 of the target is, and all that follow.
    public let leg: TableLeg

    init(parsing arguments: inout Arguments) throws(TableFault) {
        leg = try arguments.leg(sectors: arguments.lengthSectors)
    }

    var legs: [TableLeg] { [leg] }
    var isUnknownToKernel: Bool { true }
    var kind: TargetKind { .remap(self) }
    func arguments(naming name: DeviceNaming) -> String { leg.text(naming: name) }
}
