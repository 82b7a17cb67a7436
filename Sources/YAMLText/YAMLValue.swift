import Units
import Yams

/// A value of a YAML file, with its place for messages.
public struct YAMLValue {
    private let node: Node
    private let file: YAMLFile

    init(_ node: Node, in file: YAMLFile) {
        self.node = node
        self.file = file
    }

    /// `FILE:LINE:COLUMN`
    public var place: String {
        let mark = node.mark
        return "\(file.path):\(mark?.line ?? 1):\(mark?.column ?? 1)"
    }

    /// A mistake at this place.
    public func fault(_ message: String) -> TextFileError { .mistake("\(place): \(message)") }

    /// A mistake within the text of this value, at a line and a column of it, if the text stands in the file as it is
    /// read; else at this value.
    ///
    /// - Parameter message: for a place in the file; `elsewhere` for a value whose lines are not the file's.
    public func fault(
        line: Int, column: Int, _ message: String, elsewhere: @autoclosure () -> String
    ) -> TextFileError {
        guard case .scalar(let scalar) = node, let mark = scalar.mark else { return fault(elsewhere()) }
        switch scalar.style {
        case .literal:
            let number = mark.line + line
            let source = number <= file.lines.count ? file.lines[number - 1] : ""
            let indent = source.prefix { $0 == " " }.count
            return file.fault(line: number, column: indent + column, message)
        case .plain where line == 1:
            return file.fault(line: mark.line, column: mark.column + column - 1, message)
        default: return fault(elsewhere())
        }
    }

    /// The text of a word or number, whatever YAML takes it for.
    public func word() throws(TextFileError) -> String {
        guard case .scalar(let scalar) = node else {
            throw fault("expected one value, not a \(isList ? "list" : "mapping")")
        }
        let isNothing = scalar.style == .plain && ["", "~", "null"].contains(scalar.string)
        guard !isNothing else { throw fault("the value is missing") }
        return scalar.string
    }

    /// A value as `parse` reads it; what that throws becomes a mistake at this place.
    public func parsed<Value, Failure: Error>(
        _ parse: (String) throws(Failure) -> Value
    ) throws(TextFileError) -> Value {
        let word = try word()
        do {
            return try parse(word)
        } catch {
            throw fault(of: word, "\(error)")
        }
    }

    /// A mistake in a word at this place.
    public func fault(of word: String, _ message: String) -> TextFileError {
        let hint = word.contains(",") ? "; a list is written [1, 2]" : ""
        return fault("\(Self.shown(word)): \(message)\(hint)")
    }

    /// Reads a truth value.
    public func isTrue() throws(TextFileError) -> Bool {
        let word = try word()
        guard let value = Bool(word) else { throw fault(of: word, "expected true or false") }
        return value
    }

    /// The values of a list, at least one; a single value is a list of one.
    public func list() throws(TextFileError) -> [YAMLValue] {
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
    public func entries() throws(TextFileError) -> [(key: YAMLValue, name: String, value: YAMLValue)] {
        guard case .mapping(let mapping) = node else { throw fault("expected keys with values") }
        var entries: [(key: YAMLValue, name: String, value: YAMLValue)] = []
        var names: Set<String> = []
        for (key, value) in mapping {
            let key = YAMLValue(key, in: file)
            let name = try key.word()
            // The parser tells 1 and "1" apart.
            guard names.insert(name).inserted else {
                throw key.fault("\(Self.shown(name)) is there twice")
            }
            entries.append((key, name, YAMLValue(value, in: file)))
        }
        return entries
    }

    /// The mistake of an unknown key, with the nearest of the known names or all of them.
    public func unknown(_ what: String, _ name: String, among names: [String]) -> TextFileError {
        let hint = Spelling.nearest(to: name, among: names).map { "did you mean \($0)?" }
        let known = "there are: \(names.joined(separator: ", "))"
        return fault("unknown \(what) \(Self.shown(name)); \(hint ?? known)")
    }

    public var isMapping: Bool { if case .mapping = node { true } else { false } }

    private var isList: Bool { if case .sequence = node { true } else { false } }

    private static func shown(_ word: String) -> String {
        String(word.prefix(40)).debugDescription
    }
}
