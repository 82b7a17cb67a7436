/// Reads as zeroes, forgets what is written (Documentation/admin-guide/device-mapper/zero.rst).
public struct Zero: TableTarget {
    static let typeName = "zero"
    static let usage = ""

    init(parsing arguments: inout Arguments) {}

    var legs: [TableLeg] { [] }
    var kind: TargetKind { .zero(self) }
    func arguments(naming name: DeviceNaming) -> String { "" }
}
