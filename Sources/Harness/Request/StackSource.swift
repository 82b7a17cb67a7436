import Tables

/// What the IO goes to.
public enum StackSource: Sendable {
    /// The mapped devices of a table.
    case table(Stack)
    /// One real device, without a mapped device above it.
    case bare(DeviceReference)

    /// The real devices that the text names, each name once.
    var leafReferences: [DeviceReference] {
        switch self {
        case .table(let stack): stack.leafReferences
        case .bare(let reference): [reference]
        }
    }

    /// Whether it stands on model devices.
    var isModel: Bool {
        leafReferences.contains { if case .model = $0 { true } else { false } }
    }

    /// The table text, in concise form for several mapped devices; empty for a bare device.
    public var tableText: String {
        switch self {
        case .table(let stack) where stack.devices.count == 1: stack.top.tableText
        case .table(let stack): stack.conciseText
        case .bare: ""
        }
    }

    /// The top device's name for messages.
    var topName: String {
        switch self {
        case .table(let stack): stack.top.name
        case .bare(let reference): reference.description
        }
    }
}
