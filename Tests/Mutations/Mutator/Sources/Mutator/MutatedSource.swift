import SwiftOperators
import SwiftParser
import SwiftSyntax

/// A change to a text: what is put around a range of it, or in place of one.
struct Edit {
    enum Kind {
        case around(before: String, after: String)
        case instead(String)
    }

    let range: Range<Int>
    let kind: Kind
    /// The place in ``MutatedSource/mutants`` of the mutant that the edit belongs to.
    let mutant: Int
}

/// A source file with all its mutants in it, of which one is chosen at run time.
public struct MutatedSource: Sendable {
    public let mutants: [Mutant]
    /// The text with the mutants that are kept.
    public let text: String
    /// The range of the text, in bytes, that each mutant of those that are kept has changed.
    private let spans: [(mutant: Int, range: Range<Int>)]

    /// - Parameters:
    ///   - file: the file's path from the module's folder.
    ///   - firstNumber: the number of the file's first mutant; the others follow in order.
    ///   - isKept: whether a mutant goes into the text; those that do not compile do not.
    public init(
        _ source: String, file: String, firstNumber: Int = 0, keeping isKept: (Mutant) -> Bool = { _ in true }
    ) {
        let parsed = Parser.parse(source: source)
        let folded = OperatorTable.standardOperators.foldAll(parsed) { _ in }
        let finder = SiteFinder(
            file: file, bytes: Array(source.utf8), firstNumber: firstNumber,
            lines: SourceLocationConverter(fileName: file, tree: parsed))
        finder.walk(folded)
        mutants = finder.mutants
        let kept = Set(mutants.indices.filter { isKept(finder.mutants[$0]) })
        (text, spans) = Self.apply(finder.edits.filter { kept.contains($0.mutant) }, to: finder.bytes)
    }

    /// The mutants, by their places, that a diagnostic at this line and column of the text is about: those around it
    /// that reach least far; where there are none, those of the function that it stands in.
    public func mutants(atLine line: Int, column: Int) -> [Int] {
        let offset = offset(ofLine: line) + column - 1
        let around = spans.filter { $0.range.contains(offset) || $0.range.upperBound == offset }
        if let least = around.map(\.range.count).min() {
            return around.filter { $0.range.count == least }.map(\.mutant)
        }
        let nearest = spans.min {
            distance(from: offset, to: $0.range) < distance(from: offset, to: $1.range)
        }
        guard let nearest else { return [] }
        let near = Set(spans.map(\.mutant)).filter {
            mutants[$0].function == mutants[nearest.mutant].function
        }
        // What leaves a value out that the compiler misses elsewhere.
        let leavers = near.filter { [.drop, .swap, .once, .unbind].contains(mutants[$0].kind) }
        return (leavers.isEmpty ? near : leavers).sorted()
    }

    private func offset(ofLine line: Int) -> Int {
        var lines = 1
        var offset = 0
        for byte in text.utf8 {
            if lines == line { break }
            offset += 1
            if byte == UInt8(ascii: "\n") { lines += 1 }
        }
        return offset
    }

    private func distance(from offset: Int, to range: Range<Int>) -> Int {
        offset < range.lowerBound ? range.lowerBound - offset : max(0, offset - range.upperBound)
    }

    /// Outer edits begin before inner ones and end after them.
    private static func apply(
        _ edits: [Edit], to bytes: [UInt8]
    ) -> (String, [(mutant: Int, range: Range<Int>)]) {
        var opening: [Int: [Int]] = [:]
        var closing: [Int: [Int]] = [:]
        for (number, edit) in edits.enumerated() {
            opening[edit.range.lowerBound, default: []].append(number)
            closing[edit.range.upperBound, default: []].insert(number, at: 0)
        }
        var text: [UInt8] = []
        var starts = [Int](repeating: 0, count: edits.count)
        var spans: [(mutant: Int, range: Range<Int>)] = []
        var skippedTo = 0
        for offset in 0...bytes.count {
            for number in closing[offset] ?? [] {
                if case .around(_, let after) = edits[number].kind { text += Array(after.utf8) }
                spans.append((edits[number].mutant, starts[number]..<text.count))
            }
            for number in opening[offset] ?? [] {
                starts[number] = text.count
                switch edits[number].kind {
                case .around(let before, _): text += Array(before.utf8)
                case .instead(let new):
                    text += Array(new.utf8)
                    skippedTo = edits[number].range.upperBound
                }
            }
            if offset < bytes.count && offset >= skippedTo { text.append(bytes[offset]) }
        }
        return (String(decoding: text, as: UTF8.self), spans)
    }
}
