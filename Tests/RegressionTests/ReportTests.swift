import Foundation
import Results
import Testing

@testable import Regression

@Suite struct ReportTests {
    /// One worse, one missing, with names that each form has to escape.
    private func comparison() throws -> Comparison {
        var (base, candidate, gone) = (Rounds.base, Rounds.turns, Rounds.base)
        (base.cell, candidate.cell, gone.cell) = ("a<b>|\"c\", 50%: x", "a<b>|\"c\", 50%: x", "gone")
        var criteria = Criteria.test()
        criteria.metrics = Metric.all.filter { $0.name == "lat_p50_ns" }
        return try Comparison(
            ComparisonSide(
                rows: base.rows(VerdictTests.steady) + gone.rows(VerdictTests.steady), path: "old"),
            ComparisonSide(rows: candidate.rows(VerdictTests.steady.map { $0 + 300 }), path: "new"), criteria,
            differences: ["kernel.release: 6.1 -> 6.12"])
    }

    private func text(_ format: ComparisonFormat) throws -> String { format.text(of: try comparison()) }

    /// Names of stacks may hold anything that a file can; no form obeys it.
    @Test(arguments: ComparisonFormat.allCases) func namesAreNotObeyed(_ format: ComparisonFormat) throws {
        var (base, candidate) = (Rounds.base, Rounds.candidate)
        let name = "a\n::error::b\u{1B}[2J\u{0}\u{202E}`c`"
        (base.cell, candidate.cell) = (name, name)
        var criteria = Criteria.test()
        criteria.metrics = Metric.all.filter { $0.name == "lat_p50_ns" }
        let comparison = try Comparison(
            ComparisonSide(rows: base.rows(VerdictTests.steady), path: "old"),
            ComparisonSide(rows: candidate.rows(VerdictTests.steady.map { $0 + 300 }), path: "new"), criteria)
        let text = format.text(of: comparison)
        #expect(!text.contains("\n::error::b"))
        let allowed: [ComparisonFormat] = [.json, .bencher]
        let obeyed = text.unicodeScalars.filter { $0 == "\u{1B}" || $0 == "\u{0}" || $0 == "\u{202E}" }
        #expect(obeyed.isEmpty || allowed.contains(format), "JSON escapes by itself what it must")
        if format == .markdown { #expect(!text.contains("`c`") || text.contains("\\`c\\`")) }
    }

    @Test func peopleSeeWhatDiffersThenTheCellsThenTheSum() throws {
        let lines = try text(.text).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines[1] == "  kernel.release: 6.1 -> 6.12")
        #expect(lines[3].hasPrefix("cell "))
        #expect(lines[4].contains("+3.00 %") && lines[4].hasSuffix("worse         beyond the threshold"))
        #expect(lines[5].hasSuffix("inconclusive  the candidate lacks the cell"))
        #expect(
            lines[7]
                == "1 worse, 1 inconclusive; measured in turns, 99 % confidence in all verdicts together")
    }

    @Test func markdownEscapesItsBars() throws {
        let lines = try text(.markdown).split(separator: "\n")
        #expect(lines[0] == "### pollbench: 1 worse, 1 inconclusive")
        #expect(lines.contains { $0.contains("a&lt;b&gt;\\|\"c\"") && $0.contains("**worse**") })
    }

    private struct Document: Decodable {
        struct Cell: Decodable {
            let base: Double?
            let change: Double?
        }

        let verdict: String
        let cells: [Cell]
    }

    @Test func jsonHasTheNumbersAndNullForWhatIsNotKnown() throws {
        let text = try text(.json)
        let document = try JSONDecoder().decode(Document.self, from: Data(text.utf8))
        #expect(document.verdict == "worse")
        #expect(document.cells[0].base == 10_000)
        #expect(abs(try #require(document.cells[0].change) - 0.03) < 1e-4)
        #expect(text.contains("\"base\" : null") && text.contains("\"cell_id\" : \"gone\""))
    }

    @Test func junitIsXMLThatFails() throws {
        let text = try text(.junit)
        #expect(text.contains("tests=\"2\" failures=\"1\" errors=\"1\""))
        #expect(text.contains("name=\"a&lt;b&gt;|&quot;c&quot;, 50%: x\"><failure message=\"worse: +3.00 %"))
        #expect(
            text.contains("name=\"gone\"><error message=\"inconclusive: the candidate lacks the cell\"/>"))
    }

    @Test func bencherHasTheCandidatesValues() throws {
        let text = try text(.bencher)
        let object = try JSONDecoder().decode(
            [String: [String: [String: Double]]].self, from: Data(text.utf8))
        #expect(object.count == 1)
        let measure = try #require(object["a<b>|\"c\", 50%: x"]?["lat_p50_ns"])
        let value = try #require(measure["value"])
        #expect(abs(value - 10_300) < 1)
        #expect(try #require(measure["lower_value"]) <= value && value <= #require(measure["upper_value"]))
    }

    @Test func annotationsEscapeWhatGitHubReads() throws {
        let lines = try text(.github).split(separator: "\n")
        #expect(lines[0].hasPrefix("::error title=a<b>|\"c\"%2C 50%25%3A x%3A lat_p50_ns::worse: +3.00 %25"))
        #expect(lines[1].hasPrefix("::warning title=gone%3A lat_p50_ns::inconclusive: "))
        #expect(lines[2] == "::notice title=pollbench::1 worse, 1 inconclusive")
    }
}
