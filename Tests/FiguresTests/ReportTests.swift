import Foundation
import Results
import Testing

@testable import Figures

@Suite struct ReportTests {
    private func page(_ rows: [CellRow], notes: [DesignNote] = []) throws -> String {
        try Report(ResultSet(name: "made-up", rows: rows), notes: notes).html
    }

    private let script = "<script>alert(1)</script>"

    /// Wherever text of others may stand.
    @Test func textOfOthersStaysText() throws {
        let rows = [script, "other"].flatMap { design in
            MadeUpResults.rounds(design, setting: "\(script)/x", count: 2, iops: 1000) { row in
                row.stack = script
                row.devices = script
                row.table = script
                row.command = script
                row.commit = script
                row.valid = false
                row.invalidReason = script
            }
        }
        let results = ResultSet(name: script, rows: rows)
        let notes = [DesignNote(name: script, source: script, link: script, idea: script)]
        let mail = Report.markdown(results).split(separator: "\n")
        // Four spaces make code of a line, in which nothing is markup.
        let words = mail.filter { !$0.hasPrefix("    ") }.joined(separator: "\n")
        for text in [try Report(results, notes: notes).html, words] {
            #expect(!text.contains(script))
            #expect(text.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
        }
    }

    /// Names that would turn a line around or end it, in the page and in a mail.
    @Test func namesDoNotTurnTheTextAround() throws {
        let rows = ["\u{202E}evil\n# x", "it `rm` @all"].flatMap {
            MadeUpResults.rounds($0, count: 2, iops: 1000) {
                $0.command = "pollbench \u{202E}\u{1B}[2J\n# no heading"
            }
        }
        let results = ResultSet(name: "x\u{202E}\ny", rows: rows)
        for text in [try Report(results, notes: []).html, Report.markdown(results)] {
            let forbidden = text.unicodeScalars.filter {
                $0.properties.generalCategory == .format || $0 == "\u{1B}"
            }
            #expect(forbidden.isEmpty)
            #expect(text.contains("\\u{202e}") || text.contains("\\\\u{202e}"))
        }
        let mail = Report.markdown(results)
        #expect(!mail.contains("\n# ") && !mail.contains(" `rm`") && !mail.contains(" @all"))
    }

    /// The first thing to read is what to use, and the figure that says so stands before all others.
    @Test func theFirstScreenAnswers() throws {
        let rows = MadeUpResults.rounds("cookie", iops: 1000) + MadeUpResults.rounds("root-list", iops: 500)
        let page = try page(rows)
        let answer = try #require(page.range(of: "Use cookie: the next, root-list, is 50 % slower."))
        #expect(answer.lowerBound < page.range(of: "id=\"figures\"")!.lowerBound)
        if hasGnuplot {
            let figure = try #require(page.range(of: "<figcaption id=\"answer"))
            #expect(answer.upperBound < figure.lowerBound)
            #expect(figure.upperBound < page.range(of: "id=\"figures\"")!.lowerBound)
        }
    }

    @Test func nothingIsFetched() throws {
        let page = try page(MadeUpResults.everything())
        // What an SVG must name to be one.
        let rest = page.replacing("http://www.w3.org/2000/svg", with: "").replacing(
            "http://www.w3.org/1999/xlink", with: "")
        for word in ["http:", "https:", "src=", "@import", "url(http"] {
            #expect(!rest.contains(word), "\(word)")
        }
        #expect(page.contains("default-src 'none'"))
    }

    @Test func idsAreUnique() throws {
        let page = try page(MadeUpResults.everything(rounds: 9))
        let ids = page.matches(of: /\sid=["']([^"']*)["']/).map { String($0.1) }
        #expect(
            Set(ids).count == ids.count, "\(Dictionary(grouping: ids) { $0 }.filter { $1.count > 1 }.keys)")
        let named = page.matches(of: /href=["']#([^"']*)["']|labelledby="([^"]*)"/).map {
            String($0.1 ?? $0.2 ?? "")
        }
        #expect(named.allSatisfy(Set(ids).contains), "\(named.filter { !ids.contains($0) })")
    }

    @Test func everyTagOfTheTemplateIsFilled() throws {
        let page = try page(
            MadeUpResults.everything(), notes: [DesignNote(name: "cookie", source: "S", idea: "I")])
        #expect(!page.contains("{{") && !page.contains("}}"))
        for part in [
            "<p class=\"quiet\">S</p>", "<p>I</p>", "All cells are valid", "environment was not recorded",
        ] {
            #expect(page.contains(part), "\(part)")
        }
    }

    @Test func aDesignLinksToItsProposal() throws {
        let note = DesignNote(name: "cookie", source: "S", link: "https://lore.kernel.org/r/1", idea: "I")
        let page = try page(MadeUpResults.everything(), notes: [note])
        #expect(page.contains("<a href=\"https://lore.kernel.org/r/1\">S</a>"))
    }

    @Test func itHasARowForEachCell() throws {
        let rows = MadeUpResults.everything(rounds: 2)
        let page = try page(rows)
        let body = try #require(page.firstMatch(of: /<tbody>([\s\S]*?)<\/tbody>/)).1
        #expect(body.matches(of: /<tr>/).count == Set(rows.map(\.cellID)).count)
    }

    @Test func controlCharactersDoNotReachThePage() throws {
        let page = try page([MadeUpResults.row("a\u{0}\u{7}\u{1B}b")])
        #expect(!page.unicodeScalars.contains { $0 != "\n" && $0.properties.generalCategory == .control })
    }

    @Test func theBaselineMustBeThere() {
        let results = ResultSet(name: "x", rows: [MadeUpResults.row("cookie")])
        #expect(throws: FiguresError.noBaseline("kernel", designs: ["cookie"])) {
            try Report(results, baseline: "kernel", notes: [])
        }
    }

    /// The size of the page of a long matrix: there is no built-in limit, and the page can still be sent.
    @Test func manyRowsAreTaken() throws {
        let rows = (0..<40).flatMap { setting in
            DesignStyle.names.prefix(14).enumerated().flatMap { place, design in
                MadeUpResults.rounds(design, setting: "s\(setting)/x", iops: Double(1000 + place)) {
                    $0.stack = "s\(setting)"
                }
            }
        }
        #expect(rows.count == 5040)
        let figures = try FigureSet(ResultSet(name: "x", rows: rows))
        #expect(figures.settings.count == 40 && figures.figures.count == 2 + 40 * 5)
    }
}
