import Yams

/// A YAML file as it was read, for values that say where they stand.
public struct YAMLFile: Sendable {
    public let path: String
    public let text: String
    /// Without their ends.
    let lines: [Substring]

    /// Beyond anything that a person writes.
    private static let mostBytes = 1 << 20

    /// - Throws: `unreadable`; `mistake` for text that is not UTF-8.
    public init(_ path: String) throws(TextFileError) {
        self.init(text: try TextFile.read(path, mostBytes: Self.mostBytes), named: path)
    }

    /// - Parameter name: the name of the text in messages.
    public init(text: String, named name: String) {
        path = name
        self.text = text
        lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
    }

    /// The document.
    /// - Throws: `mistake` for text that is not YAML, and for anchors, aliases and several documents.
    public func root() throws(TextFileError) -> YAMLValue {
        try refuseAnchors()
        let node: Node?
        do {
            node = try Yams.compose(yaml: text)
        } catch {
            throw fault(of: error)
        }
        guard let node else { throw .mistake("\(path):1:1: the file is empty") }
        return YAMLValue(node, in: self)
    }

    /// A mistake at a place, both counted from 1.
    public func fault(line: Int, column: Int, _ message: String) -> TextFileError {
        .mistake("\(path):\(line):\(column): \(message)")
    }

    /// Aliases can make a short text stand for a matrix of any size, and the parser expands them. A name with `&` or
    /// `*` before it is one, unless it stands in the middle of a word or in a comment.
    private func refuseAnchors() throws(TextFileError) {
        for (number, line) in lines.enumerated() {
            var before: Character = " "
            var rest = line
            var column = 0
            while let mark = rest.popFirst() {
                column += 1
                if mark == "#", before.isWhitespace { break }
                if mark == "&" || mark == "*", Self.mayPrecedeName(before), let next = rest.first,
                    next.isLetter || next.isNumber || next == "_"
                {
                    let text =
                        "anchors and aliases are not read here: write out what \(mark)\(next)… stands for"
                    throw fault(line: number + 1, column: column, text)
                }
                before = mark
            }
        }
    }

    private static func mayPrecedeName(_ mark: Character) -> Bool {
        mark.isWhitespace || "[{,:?-".contains(mark)
    }

    private func fault(of error: any Error) -> TextFileError {
        switch error as? YamlError {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let text = [context?.text, problem].compactMap(\.self).joined(separator: ", ")
            return fault(line: mark.line, column: mark.column, text)
        case .duplicatedKeysInMapping(let keys, let context):
            return fault(
                line: context.mark.line, column: context.mark.column,
                "\(keys[0].debugDescription) is there twice")
        case .reader(let problem, let offset, _, _):
            let before = text.utf8.prefix(offset ?? 0)
            return fault(line: before.count { $0 == UInt8(ascii: "\n") } + 1, column: 1, problem)
        default: return .mistake("\(path): cannot be read as YAML")
        }
    }
}
