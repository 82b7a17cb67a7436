/// Fails every IO: dm's `error` target, without the device that newer kernels let it name.
public struct Failing: TableTarget {
    static let typeName = "error"
    static let usage = ""

    init(parsing arguments: inout Arguments) {}

    var legs: [TableLeg] { [] }
    var kind: TargetKind { .error(self) }
    func arguments(naming name: DeviceNaming) -> String { "" }
}
