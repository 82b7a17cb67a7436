import Units

/// The targets that a table can have. A new one is a file in Targets and a case here.
public enum TargetKind: Hashable, Sendable {
    case delay(Delay)
    case error(Failing)
    case flakey(Flakey)
    case linear(Linear)
    case mirror(Mirror)
    case multipath(Multipath)
    case remap(Remap)
    case striped(Striped)
    case zero(Zero)

    private static let types: [any TableTarget.Type] = [
        Delay.self, Failing.self, Flakey.self, Linear.self, Mirror.self, Multipath.self, Remap.self,
        Striped.self, Zero.self,
    ]

    /// The names that a table has for the targets, in alphabetical order.
    public static var typeNames: [String] { types.map { $0.typeName } }

    /// Reads the target of type `word` with the arguments `words`.
    init(
        _ word: Word, _ words: ArraySlice<Word>, length: (sectors: UInt64, position: Position),
        names: DeviceNames
    ) throws(TableFault) {
        guard let type = Self.types.first(where: { $0.typeName == word.text }) else {
            throw Self.unknown(word)
        }
        let usage = type.usage.isEmpty ? type.typeName : "\(type.typeName) \(type.usage)"
        let end = (words.last ?? word).end
        var arguments = Arguments(words, end: end, usage: usage, names: names, length: length)
        self = try type.init(parsing: &arguments).kind
        try arguments.finish()
    }

    private static func unknown(_ word: Word) -> TableFault {
        var message = "unknown target \(word.text.quoted); known: \(typeNames.joined(separator: ", "))"
        if let near = Spelling.nearest(to: word.text, among: typeNames) {
            message += "; did you mean \(near)?"
        }
        return TableFault(word.position, message)
    }

    private var target: any TableTarget {
        switch self {
        case .delay(let target): target
        case .error(let target): target
        case .flakey(let target): target
        case .linear(let target): target
        case .mirror(let target): target
        case .multipath(let target): target
        case .remap(let target): target
        case .striped(let target): target
        case .zero(let target): target
        }
    }

    /// The name in a table.
    public var typeName: String { type(of: target).typeName }

    /// The devices that IO goes to, in the order of the text.
    public var legs: [TableLeg] { target.legs }

    /// Everything that must be there before the target: the legs and a mirror's log device.
    var supports: [TableLeg] { target.legs + (target.logDevice.map { [$0] } ?? []) }

    /// Whether it is of pollbench's own, with a name or a feature that dm does not know.
    public var isUnknownToKernel: Bool { target.isUnknownToKernel }

    /// The sectors of each leg that a target of `lengthSectors` needs.
    public func legSectors(lengthSectors: UInt64) -> UInt64 {
        target.legSectors(lengthSectors: lengthSectors)
    }

    /// The target in a word: `linear`, `striped:LEGS:CHUNK` with the chunk in bytes, `mirror:LEGS`, `multipath:PATHS`.
    public var shape: String { target.shape }

    /// Type and arguments; the kernel leaves a space after a type without arguments.
    func text(naming name: DeviceNaming) -> String { "\(typeName) \(target.arguments(naming: name))" }
}
