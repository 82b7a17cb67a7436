import BlockLayer
import LinearTime
import Tables
import Testing

@testable import Harness

/// What is read from files takes a time that grows as the text, be it right or wrong.
@Suite struct ReadingGrowthTests {
    private static let matrices: [(String, @Sendable (Int) -> String)] = [
        ("one line", { "designs: [" + String(repeating: "bio-array, ", count: $0) + "cookie]\n" }),
        ("marks", { "designs: [" + String(repeating: "& * ", count: $0) + "]\n" }),
        ("one word", { "designs: " + String(repeating: "x", count: 8 * $0) + "\n" }),
        ("keys", { count in (0..<count).map { "k\($0): 1\n" }.joined() }),
        ("keys of a mapping", { count in "axes: {" + (0..<count).map { "k\($0): 1, " }.joined() + "}\n" }),
        ("comments", { String(repeating: "# a & b *c\n", count: $0) }),
    ]

    @Test(arguments: matrices.indices)
    func matricesAreReadInLinearTime(number: Int) {
        let (name, text) = Self.matrices[number]
        let growth = growth(from: 1500, input: text) { _ = matrixRefusal($0) }
        #expect(growth < mostGrowth, "\(name)")
    }

    private static let jobFiles: [(String, @Sendable (Int) -> String)] = [
        ("jobs", { count in (0..<count).map { "[j\($0)]\nbs=4k\n" }.joined() }),
        ("unknown options", { count in "[j]\n" + (0..<count).map { "option\($0)=1\n" }.joined() }),
        (
            "options for all",
            { count in
                "[global]\n" + (0..<count).map { "o\($0)=1\n" }.joined()
                    + (0..<10).map { "[j\($0)]\n" }.joined()
            }
        ),
        ("one option", { "[j]\n" + String(repeating: "x", count: 20 * $0) + "=1\n" }),
        ("variables", { "[j]\nname=" + String(repeating: "${HOME}", count: $0) + "\n" }),
        ("one job again", { String(repeating: "[j]\nbs=4q\n", count: $0) }),
    ]

    @Test(arguments: jobFiles.indices)
    func jobFilesAreReadInLinearTime(number: Int) {
        let (name, text) = Self.jobFiles[number]
        let growth = growth(from: 200, input: text) { (text: String) in
            let file = FioJobFile(parsing: text, source: "jobs.fio", environment: ["HOME": "x"])
            _ = refusal { _ = try FioJob.jobs([file], overridden: []) }
        }
        #expect(growth < mostGrowth, "\(name)")
    }

    /// A file that includes itself twenty times would be read 20^16 times.
    @Test func filesThatIncludeEachOtherHaveAnEnd() throws {
        let lines = try TemporaryText.with("") { path in
            try TemporaryText.overwrite(path, String(repeating: "include \(path)\nbs=4k\n", count: 20))
            return FioLines(try readText(path), source: path)
        }
        #expect(refusal { try lines.faults.check { _ in } }.contains("more is included"))
        #expect(lines.lines.count < 25_000)
    }

    /// Two levels of lines.
    private static func lines(_ count: Int) throws -> StackPlanner {
        let lines = (0..<count).map { "\($0 * 8) 8 linear low \($0 * 8)" }.joined(separator: ",")
        let low = (0..<count).map { "\($0 * 8) 8 linear model:0 \($0 * 8)" }.joined(separator: ",")
        return try planner("low,,,rw,\(low);top,,,rw,\(lines)")
    }

    @Test func placesAreComparedInLinearTime() throws {
        let growth = try growth(from: 300, input: Self.lines) { try SectorMap.check($0, DeviceRange()) }
        #expect(growth < mostGrowth)
    }

    /// Copies of copies meet in 2^40 ways.
    @Test func copiesOfCopiesAreLookedAtOnce() throws {
        var text = "d0,,,rw,0 8 error"
        for level in 1...40 {
            text += ";d\(level),,,rw,0 8 mirror core 1 8 2 d\(level - 1) 0 d\(level - 1) 0"
        }
        text += ";top,,,rw,0 8 multipath 0 0 1 1 round-robin 0 2 1 d40 1 d40 1"
        try SectorMap.check(try planner(text), DeviceRange())
        let same = text.replacing("0 8 error", with: "0 8 linear model:0 0")
        try SectorMap.check(try planner(same), DeviceRange())
    }

    @Test func measuredTimesAreReadInLinearTime() throws {
        let growth = try growth(from: 1000) { count in
            (0..<count).map { "\($0),1\n" }.joined()
        } of: { text in
            try TemporaryText.with(text) { _ = try ServiceTime(parsing: "histogram:\($0)") }
        }
        #expect(growth < mostGrowth)
    }
}
