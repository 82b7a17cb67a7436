import Foundation
import Results
import Testing

/// Policies as files: what they say counts, and every mistake has a place.
@Suite final class PolicyFileTests {
    private let home = FileManager.default.temporaryDirectory.appending(path: "policy-\(UUID())")

    init() throws {
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: false)
        // In turns.
        for (name, time, swing) in [("base", 10_000, Int64(0)), ("slow", 10_300, 400)] {
            let rows = (0..<12).map { round in
                var row = CellRow()
                let side: Int64 = round.nonzeroBitCount.isMultiple(of: 2) ? 1 : -1
                row.time = UTCTime(
                    millisecondsSinceEpoch: 3_600_000 + Int64(round) * 1000 + side * swing)
                (row.runID, row.cellID, row.round) = (name, "linear/cell", round + 1)
                row.latencyP50Nanoseconds = UInt64(time + round * 7 % 12)
                return row
            }
            let file = home.appending(path: name + ".csv")
            try Data(CellsCSV.text(of: rows).utf8).write(to: file)
        }
        try Data("{\"schema_version\": 1}".utf8).write(to: home.appending(path: "environment.json"))
    }

    deinit { try? FileManager.default.removeItem(at: home) }

    private func compare(_ policy: String, _ options: String...) throws -> Command {
        let file = home.appending(path: "gate.yaml")
        try Data(policy.utf8).write(to: file)
        return try Command(
            ["compare", home.path + "/base.csv", home.path + "/slow.csv", "--policy", file.path] + options)
    }

    @Test(arguments: [
        ("metrics: lat_p50_ns", Int32(2), "1 worse;"),
        ("metrics: [lat_p50_ns]\nthreshold: 5%", 0, "1 same;"),
        ("metrics: [lat_p50_ns]\nfloor: 1us", 0, "within the absolute floor"),
        ("metrics: [lat_p50_ns]\nrules: [{cells: ^linear/, threshold: 5}]", 0, "1 same;"),
        (
            "metrics: [lat_p50_ns]\nrules: [{cells: ^striped/, threshold: 5}]", 2,
            "gate.yaml:2:9: no compared cell and metric"
        ),
        (
            "metrics: [lat_p50_ns]\naccepted:\n  - {cells: linear, up_to: 4%, reason: known, until: 9999-12-31}",
            0,
            "accepted until 9999-12-31: known"
        ),
        (
            "metrics: [lat_p50_ns]\naccepted:\n  - {cells: linear, reason: known, until: 2020-02-29}", 2,
            "it was accepted until 2020-02-29: known"
        ),
    ])
    func whatItSaysCounts(policy: String, code: Int32, words: String) throws {
        let command = try compare(policy)
        #expect(command.code == code, "\(command.errors)")
        #expect(command.output.contains(words), "\(command.output)")
    }

    @Test func optionsCountMore() throws {
        let policy = "metrics: [iops]\nthreshold: 1%\n"
        #expect(try compare(policy, "--metric", "lat_p50_ns").code == 2)
        #expect(try compare(policy, "--metric", "lat_p50_ns", "--threshold", "5%").code == 0)
    }

    @Test func theOneInTheRepositoryIsSound() throws {
        let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let policy = try String(contentsOf: top.appending(path: "Benchmarks/gate.yaml"), encoding: .utf8)
        let parts = policy.split(separator: "#\n# accepted:")
        try #require(parts.count == 2)
        let accepted = "accepted:" + parts[1].replacing("\n# ", with: "\n")
        for text in [policy, parts[0] + accepted] {
            let command = try compare(text)
            #expect(command.code == 2 || command.code == 3, "\(command.errors)")
            #expect(command.output.contains("linear/cell"), "\(command.errors)")
        }
    }

    @Test(arguments: [
        ("metric: [iops]", "1:1: unknown key \"metric\"; did you mean metrics?"),
        ("floor: 50", "1:8: \"50\": 50 has no unit: write 50ns, 50us or 50ms"),
        ("rules:\n  - {cells: x, floor: 5}", "2:23: \"5\": 5 has no unit"),
        ("metrics: [iosp]", "1:11: \"iosp\": unknown metric \"iosp\"; did you mean iops?"),
        ("metrics: [iops, iops]", "1:17: iops appears twice"),
        ("threshold: x", "1:12: \"x\": expected a percentage like 3%"),
        ("confidence: 100", "1:13: \"100\": expected a percentage from 50 to 99.9"),
        ("floor: 5q", "1:8: \"5q\": expected "),
        ("quantile: 60%", "1:11: \"60%\": expected a percentage from 1 to 50"),
        ("all_rounds: much", "1:13: \"much\": expected a percentage like 3%"),
        ("include_invalid: maybe", "1:18: \"maybe\": expected true or false"),
        ("rules: [{cell: a, floor: 1us}]", "1:10: unknown key \"cell\"; did you mean cells?"),
        ("rules: [{cells: (, floor: 1us}]", "1:17: \"(\": not a regular expression"),
        ("rules: [{cells: a}]", "1:9: a rule needs a threshold or a floor"),
        ("rules: [{floor: 1us}]", "1:9: name the cells or the metrics"),
        ("accepted: [{cells: a, reason: b}]", "1:12: an accepted regression needs a reason"),
        ("accepted: [{cells: a, until: 2026-01-01}]", "1:12: an accepted regression needs a reason"),
        ("accepted: [{cells: a, reason: b, until: 2026-02-30}]", "1:41: \"2026-02-30\": expected a day like"),
        ("accepted: [{cells: a, reason: \" \", until: 2026-01-01}]", "1:31: \" \": expected some words"),
        ("", "1:1: the file is empty"),
    ])
    func mistakesHaveAPlace(policy: String, message: String) throws {
        let command = try compare(policy)
        #expect(command.code == 64 && command.output.isEmpty)
        #expect(command.errorLines.count == 1)
        #expect(command.errors.hasPrefix("pollbench: \(home.path)/gate.yaml:\(message)"), "\(command.errors)")
    }
}
