import Yams

/// A YAML file as it was read, for values that say where they stand.
public struct YAMLFile: Sendable {
    let path: String
    let text: String
    /// Without their ends.
    let lines: [Substring]

    /// Beyond anything that a person writes.
    private static let mostBytes = 1 << 20

    /// - Throws: `environment` if it cannot be read, `usage` for what is no YAML that is read here.
    public init(_ path: String) throws(HarnessError) {
        self.init(text: try readText(path, mostBytes: Self.mostBytes), named: path)
    }

    /// - Parameter name: what messages call the text.
    init(text: String, named name: String) {
        path = name
        self.text = text
        lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
    }

    /// The document.
    public func root() throws(HarnessError) -> YAMLValue {
        try refuseAnchors()
        let node: Node?
        do {
            node = try Yams.compose(yaml: text)
        } catch {
            throw fault(of: error)
        }
        guard let node else { throw .usage("\(path):1:1: the file is empty") }
        return YAMLValue(node, in: self)
    }

    func fault(line: Int, column: Int, _ message: String) -> HarnessError {
        .usage("\(path):\(line):\(column): \(message)")
    }

    /// Aliases can make a short text stand for a matrix of any size, and the parser expands them. A name with `&` or
    /// `*` before it is one, unless it stands in the middle of a word or in a comment.
    private func refuseAnchors() throws(HarnessError) {
        for (number, line) in lines.enumerated() {
            var before: Character = " "
            for (column, mark) in line.enumerated() {
                if mark == "#", before.isWhitespace { break }
                let next = line.dropFirst(column + 1).first ?? " "
                let beginsWord = before.isWhitespace || "[{,:?-".contains(before)
                if mark == "&" || mark == "*", beginsWord, next.isLetter || next.isNumber || next == "_" {
                    let text =
                        "anchors and aliases are not read here: write out what \(mark)\(next)… stands for"
                    throw fault(line: number + 1, column: column + 1, text)
                }
                before = mark
            }
        }
    }

    private func fault(of error: any Error) -> HarnessError {
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
        default: return .usage("\(path): cannot be read as YAML")
        }
    }
}
