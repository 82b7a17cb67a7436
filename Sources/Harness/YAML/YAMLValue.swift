import Tables
import Units
import Yams

/// A value of a YAML file, with its place for messages.
public struct YAMLValue {
    let node: Node
    let file: YAMLFile

    init(_ node: Node, in file: YAMLFile) {
        self.node = node
        self.file = file
    }

    /// `FILE:LINE:COLUMN`
    public var place: String {
        let mark = node.mark
        return "\(file.path):\(mark?.line ?? 1):\(mark?.column ?? 1)"
    }

    /// An error in the value, with its place.
    public func fault(_ message: String) -> HarnessError { .usage("\(place): \(message)") }

    /// The text of a word or number, whatever YAML takes it for.
    public func word() throws(HarnessError) -> String {
        guard case .scalar(let scalar) = node else {
            throw fault("expected one value, not a \(isList ? "list" : "mapping")")
        }
        let isNothing = scalar.style == .plain && ["", "~", "null"].contains(scalar.string)
        guard !isNothing else { throw fault("the value is missing") }
        return scalar.string
    }

    /// A value as `parse` reads it; what it throws gets this place.
    public func parsed<Value>(
        _ parse: (String) throws(HarnessError) -> Value
    ) throws(HarnessError) -> Value {
        let word = try word()
        do {
            return try parse(word)
        } catch .usage(let text) {
            let hint = word.contains(",") ? "; a list is written [1, 2]" : ""
            throw fault("\(Self.shown(word)): \(MatrixWords.text(text))\(hint)")
        }
    }

    func number(in range: ClosedRange<Int>) throws(HarnessError) -> Int {
        try parsed { (word) throws(HarnessError) in
            let number = try Parse.number(word)
            guard range.contains(number) else {
                throw .usage("must be from \(range.lowerBound) to \(range.upperBound)")
            }
            return number
        }
    }

    /// Reads a truth value.
    public func isTrue() throws(HarnessError) -> Bool {
        try parsed { (word) throws(HarnessError) in
            guard let value = Bool(word) else { throw .usage("expected true or false") }
            return value
        }
    }

    /// The values of a list, at least one; a single value is a list of one.
    public func list() throws(HarnessError) -> [YAMLValue] {
        switch node {
        case .sequence(let sequence):
            guard !sequence.isEmpty else { throw fault("the list is empty") }
            return sequence.map { YAMLValue($0, in: file) }
        case .scalar:
            _ = try word()
            return [self]
        default: throw fault("expected a value or a list, not a mapping")
        }
    }

    /// The entries of a mapping, in the order of the text.
    public func entries() throws(HarnessError) -> [(key: YAMLValue, name: String, value: YAMLValue)] {
        guard case .mapping(let mapping) = node else { throw fault("expected keys with values") }
        var entries: [(key: YAMLValue, name: String, value: YAMLValue)] = []
        for (key, value) in mapping {
            let key = YAMLValue(key, in: file)
            let name = try key.word()
            // The parser tells 1 and "1" apart.
            guard !entries.contains(where: { $0.name == name }) else {
                throw key.fault("\(Self.shown(name)) is there twice")
            }
            entries.append((key, name, YAMLValue(value, in: file)))
        }
        return entries
    }

    /// What to say of a key that there is not.
    public func unknown(_ what: String, _ name: String, among names: [String]) -> HarnessError {
        let hint = Spelling.nearest(to: name, among: names).map { "did you mean \($0)?" }
        let known = "there are: \(names.joined(separator: ", "))"
        return fault("unknown \(what) \(Self.shown(name)); \(hint ?? known)")
    }

    var isMapping: Bool { if case .mapping = node { true } else { false } }

    private var isList: Bool { if case .sequence = node { true } else { false } }

    private static func shown(_ word: String) -> String {
        String(word.prefix(40)).debugDescription
    }
}
