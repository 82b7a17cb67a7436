/// A kind of target: its arguments, read and printed. Pure text; `BlockLayer` has the mapping.
protocol TableTarget: Hashable, Sendable {
    /// The name in a table.
    static var typeName: String { get }
    /// The arguments, for messages: `DEVICE OFFSET`; empty for none.
    static var usage: String { get }

    /// Takes all its arguments; the caller checks that none is left.
    init(parsing arguments: inout Arguments) throws(TableFault)

    /// The target as the case of `TargetKind`.
    var kind: TargetKind { get }
    /// The devices that IO goes to.
    var legs: [TableLeg] { get }
    /// A device that holds no data of the target.
    var logDevice: TableLeg? { get }
    /// Whether it is of pollbench's own, so that no kernel can make it.
    var isUnknownToKernel: Bool { get }
    /// The sectors of each leg that a target of this length needs.
    func legSectors(lengthSectors: UInt64) -> UInt64
    /// The arguments as the kernel prints them (`STATUSTYPE_TABLE`), with names for the devices below.
    func arguments(naming name: DeviceNaming) -> String
    /// The target in a word for people: `striped:2:4096`.
    var shape: String { get }
}

extension TableTarget {
    var logDevice: TableLeg? { nil }
    var isUnknownToKernel: Bool { false }
    func legSectors(lengthSectors: UInt64) -> UInt64 { lengthSectors }
    var shape: String { Self.typeName }
}
