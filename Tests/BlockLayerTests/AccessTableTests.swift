import Foundation
import Testing

@testable import BlockLayer

/// What an IO costs in accesses to shared words, design by design, as docs/accesses.md says beside what the sources do.
@Suite struct AccessTableTests {
    /// A line of the table: one word in one kind of IO of one design.
    private struct Line: Equatable, CustomStringConvertible {
        var design: String
        var io: String
        var word: String
        var submission = ""
        var reaping = ""
        var polling = ""
        var modifications = 0

        var description: String {
            "| `\(design)` | \(io) | \(word) | \(submission) | \(reaping) | \(polling) | "
                + "\(modifications) |"
        }
    }

    /// The lines of a design, measured.
    private struct Measurement: DesignEntry {
        typealias M = CountingMachine

        let name: String
        let lines: [Line]

        init<Design: PollingDesign>(_ design: Design) where Design.M == M {
            name = Design.card.name
            // No other thread's poll can find the IO of a thread that polls in submit, or has queues of its own.
            let isNeverForeign =
                Design.waitsInSubmit || Design.waitsForInterrupts || Design.card.needsOwnQueues
            var lines: [Line] = []
            for leaves in 1...2 {
                for isForeign in isNeverForeign ? [false] : [false, true] {
                    guard let io = try? CountedIO(design, leaves: leaves) else { continue }
                    let kind = "\(leaves == 1 ? "one leaf" : "two leaves"), \(isForeign ? "foreign" : "own")"
                    lines += Self.lines(name, kind, io.run(isForeign: isForeign))
                }
            }
            self.lines = lines
        }

        private static func lines(
            _ design: String, _ io: String,
            _ steps: (submission: [AccessCount], reaping: [AccessCount], polling: [AccessCount])
        ) -> [Line] {
            var lines: [Line] = []
            let fields: [([AccessCount], WritableKeyPath<Line, String>)] = [
                (steps.submission, \.submission), (steps.reaping, \.reaping), (steps.polling, \.polling),
            ]
            for (counts, field) in fields {
                for count in counts {
                    let known = lines.firstIndex { $0.word == count.word }
                    if known == nil { lines.append(Line(design: design, io: io, word: count.word)) }
                    let place = known ?? lines.count - 1
                    lines[place][keyPath: field] = count.text
                    lines[place].modifications += count.modifications
                }
            }
            return lines
        }
    }

    /// The lines of all designs: of those that more than half of the designs have in common, one line for `most`; for a
    /// design that lacks such a word, an empty line.
    private static func measured() -> [Line] {
        let designs = Catalogue.entries(Measurement.self)
        let ios = designs.flatMap(\.lines).map(\.io).uniqued
        return ios.flatMap { io in
            let present = designs.filter { $0.lines.contains { $0.io == io } }
            let words = present.flatMap(\.lines).filter { $0.io == io }.map(\.word).uniqued
            return words.flatMap { word in
                lines(
                    of: present.map { design in
                        design.lines.first { $0.io == io && $0.word == word }
                            ?? Line(design: design.name, io: io, word: word)
                    })
            }
        }
    }

    private static func lines(of designs: [Line]) -> [Line] {
        let general = designs.map { line in
            var line = line
            line.design = "most"
            return line
        }
        let common = general.first { line in general.count { $0 == line } * 2 > general.count }
        let isEmpty = common.map { $0.submission + $0.reaping + $0.polling == "" } ?? true
        let rest = zip(designs, general).filter { $1 != common }.map(\.0)
        return (isEmpty ? [] : [common!])
            + rest.filter { isEmpty || $0 != common }
            .filter { !isEmpty || $0.submission + $0.reaping + $0.polling != "" }
    }

    private static let document = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../docs/accesses.md").standardized

    /// The cells of the document's table.
    private static func documented() throws -> [[String]] {
        let text = try String(contentsOf: document, encoding: .utf8)
        return text.split(separator: "\n").filter { $0.hasPrefix("| `") }.map { line in
            line.dropFirst().dropLast().split(separator: "|", omittingEmptySubsequences: false)
                .map { $0.trimmingCharacters(in: .whitespaces) }
        }
    }

    private static func line(_ cells: [String]) -> Line {
        Line(
            design: cells[0].replacing("`", with: ""), io: cells[1], word: cells[2], submission: cells[3],
            reaping: cells[4], polling: cells[5], modifications: Int(cells[6]) ?? -1)
    }

    @Test func theDocumentHasWhatIsMeasured() throws {
        let measured = Self.measured()
        let documented = try Self.documented().map(Self.line)
        for line in measured where !documented.contains(line) { Issue.record("not in the document: \(line)") }
        for line in documented where !measured.contains(line) { Issue.record("not measured: \(line)") }
        #expect(measured.count > 60 && measured.count == documented.count)
        #expect(!measured.contains { $0.word == "a word without a name" })
    }

    /// For one job on a queue, no design has more atomic instructions than its source; each difference is
    /// explained.
    @Test func noDesignHasAnAtomicThatItsSourceLacks() throws {
        for cells in try Self.documented() {
            try #require(cells.count == 9, "\(cells)")
            let line = Self.line(cells)
            // A drive has a doorbell and a phase bit where a model device has its own words.
            if line.word == "the device's queue" { continue }
            let source = try #require(Int(cells[7]), "the source's atomics: \(line)")
            if source != line.modifications { #expect(!cells[8].isEmpty, "no explanation: \(line)") }
            if line.io.hasSuffix("own") { #expect(line.modifications <= source, "\(line)") }
        }
    }
}

extension Array where Element: Hashable {
    /// Each element once, at its first place.
    fileprivate var uniqued: [Element] {
        var known: Set<Element> = []
        return filter { known.insert($0).inserted }
    }
}
