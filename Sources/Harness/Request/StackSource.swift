import Tables

extension DeviceReference {
    /// Whether it is a model device.
    var isModel: Bool { if case .model = self { true } else { false } }

    /// Reads a device that has no table above it, as tables name it: a path, `MAJOR:MINOR` or `model:N`.
    public init(bare word: String) throws(HarnessError) {
        guard word.hasPrefix("model:") else {
            guard !word.isEmpty, !word.contains("\0") else {
                throw .usage("the name of the device is missing")
            }
            self = DeviceReference(numbered: word) ?? .path(word)
            return
        }
        let digits = word.dropFirst("model:".count)
        guard digits.allSatisfy(\.isASCII), digits.allSatisfy(\.isNumber), let number = Int(digits) else {
            throw .usage("a model device is model:N")
        }
        self = .model(number)
    }
}

/// The target of the IO.
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
        leafReferences.contains(where: \.isModel)
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
