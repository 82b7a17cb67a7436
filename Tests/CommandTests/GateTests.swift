import Foundation
import Testing

@testable import pollbench

/// What a gate makes of builds; these here make their rows up.
@Suite final class GateTests {
    private let home = FileManager.default.temporaryDirectory.appending(path: "gate-\(UUID())")

    init() throws {
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: false)
        try Data("stacks: {a: {device: model:0}}\nrounds: 12\n".utf8).write(to: matrix)
    }

    deinit { try? FileManager.default.removeItem(at: home) }

    private var matrix: URL { home.appending(path: "matrix.yaml") }
    private var out: String { home.path + "/out" }

    private func gate(
        _ base: FakeBuild, _ candidate: FakeBuild, _ options: [String] = [],
        signalsAfter: [TimeInterval] = [],
        signal: Int32 = SIGINT
    ) throws -> Command {
        let sides = ["--base-binary", base.path, "--candidate-binary", candidate.path]
        return try Command(
            ["gate", matrix.path, "--metric", "lat_p50_ns", "--out", out] + sides + options,
            signalsAfter: signalsAfter, signal: signal)
    }

    private func build(
        _ name: String, nanoseconds: Int = 10_000, errors: UInt64 = 0, extra: String = ""
    ) throws -> FakeBuild {
        try FakeBuild(name, in: home, nanoseconds: nanoseconds, errors: errors, extra: extra)
    }

    @Test(arguments: [(10_000, Int32(0), "1 same"), (10_300, 2, "1 worse"), (9_700, 0, "1 better")])
    func theExitCodeSaysWhatCameOut(nanoseconds: Int, code: Int32, summary: String) throws {
        let command = try gate(try build("old"), try build("new", nanoseconds: nanoseconds))
        #expect(command.code == code, "\(command.errors)")
        #expect(command.output.contains("\n\(summary); measured in turns"), "\(command.output)")
        let again = try Command(["compare", "--metric", "lat_p50_ns", out + "/base", out + "/candidate"])
        #expect(again.output == command.output)
    }

    /// What changes between two rounds is kept, and is no change of the candidate's.
    @Test func aMachineThatChangesIsInconclusive() throws {
        let new = try build("new", nanoseconds: 10_300, extra: "[ ${round:-0} -lt 5 ] || kernel=6.12")
        let command = try gate(try build("old"), new)
        #expect(command.code == 3, "\(command.errors)")
        #expect(command.errors.contains("rows of several environments: kernel.release: 6.1 -> 6.12"))
        let files = try FileManager.default.contentsOfDirectory(atPath: out + "/candidate")
        #expect(files.count { $0.hasPrefix("environment") } == 2, "\(files)")
    }

    @Test func theBuildsTakeTurns() throws {
        let options = ["--rounds", "10", "--order-seed", "7"]
        #expect(try gate(try build("old"), try build("new"), options).code == 0)
        let order = try String(contentsOf: home.appending(path: "order"), encoding: .utf8)
        let written = try String(contentsOf: URL(filePath: out + "/order.csv"), encoding: .utf8)
            .split(separator: "\n").map { $0.split(separator: ",") }
        #expect(written.first == ["round", "first", "order_seed"])
        #expect(written.dropFirst().map { $0[0] } == (1...10).map { "\($0)" })
        #expect(written.dropFirst().allSatisfy { $0[2] == "7" })
        #expect(written.count { $0[1] == "base" } == 5)
        let expected = written.dropFirst().flatMap { line in
            (line[1] == "base" ? ["old", "new"] : ["new", "old"]).map { "\($0) \(line[0])\n" }
        }
        #expect(order == expected.joined())
        try FileManager.default.removeItem(atPath: out)
        try FileManager.default.removeItem(at: home.appending(path: "order"))
        #expect(try gate(try build("old"), try build("new"), options).code == 0)
        #expect(try String(contentsOf: home.appending(path: "order"), encoding: .utf8) == order)
    }

    /// In no fixed order, and each is the first in half of the rounds.
    @Test func theOrderIsDrawn() {
        let orders = (0..<50).map { GateOrder(rounds: 9, seed: $0).baseIsFirst }
        #expect(orders.allSatisfy { (4...5).contains($0.count { $0 }) })
        #expect(Set(orders).count > 40)
        #expect((0..<9).allSatisfy { round in (15...35).contains(orders.count { $0[round] }) })
    }

    @Test func theyAreAskedTheSame() throws {
        _ = try gate(try build("old"), try build("new"), ["--only", "a/", "--rounds", "9"])
        let asked = try String(contentsOf: home.appending(path: "asked"), encoding: .utf8)
        let lines = asked.split(separator: "\n")
        let command = "matrix \(matrix.path) --only a/ --round"
        #expect(lines.count == 20)
        #expect(lines[0] == lines[1] && lines[0] == "\(command) 1 --dry-run")
        for round in [1, 9] {
            let both = Set(lines[2 * round...2 * round + 1].map(String.init))
            let expected = ["base", "candidate"].map {
                "\(command) \(round) --out \(out)/\($0).round --format csv"
            }
            #expect(both == Set(expected))
        }
    }

    @Test func aBaseThatDoesNotKnowTheMatrixIsInconclusive() throws {
        let words = "pollbench: m.yaml:2:10: unknown design \\\"hand-back\\\""
        let old = try build("old", extra: "echo \"\(words)\" >&2; exit 64")
        let refused = try gate(old, try build("new"))
        #expect(refused.code == 3 && refused.output.isEmpty)
        #expect(refused.errorLines.count == 1)
        #expect(
            refused.errors.contains("no verdict is possible: the base \(old.path) rejects the matrix"))
        #expect(refused.errors.contains("m.yaml:2:10: unknown design \"hand-back\""))
        #expect(try gate(old, try build("new"), ["--allow-inconclusive"]).code == 0)
        #expect(try gate(try build("new"), old).code == 64)
    }

    @Test(arguments: [
        ("kill -SEGV $$", "signal 11"), ("echo no room >&2; exit 1", "exit code 1"),
        ("exit 7", "exit code 7"),
    ])
    func aBuildThatCrashesIsNamed(crash: String, end: String) throws {
        let new = try build("new", extra: "[ -n \"$dry\" ] || [ $round -lt 3 ] || { \(crash); }")
        let command = try gate(try build("old"), new)
        #expect(command.code == 1 && command.output.isEmpty)
        #expect(command.errorLines.count == 1)
        #expect(command.errors.contains("the candidate \(new.path) ended with \(end) in round 3: "))
        #expect(command.errors.contains("candidate.log has all its messages"))
    }

    @Test func failedIOsAreWorse() throws {
        let command = try gate(try build("old"), try build("new", errors: 2))
        #expect(command.code == 2, "\(command.errors)")
        #expect(command.output.contains("24 IOs of the candidate failed, none of the base"))
    }

    /// A side that skips a cell has nothing to be compared with.
    @Test func aCellThatOneSideLacksIsInconclusive() throws {
        let old = try build("old")
        let row = home.appending(path: "new.row")
        let new = try build("new")
        let text = try String(contentsOf: row, encoding: .utf8).replacing(",cell,", with: ",other,")
        try Data(text.utf8).write(to: row)
        let command = try gate(old, new)
        #expect(command.code == 3)
        #expect(command.output.contains("the candidate lacks the cell"))
        #expect(command.output.contains("the base lacks the cell"))
    }

    @Test func resultsThatAreThereStay() throws {
        let (old, new) = (try build("old"), try build("new"))
        #expect(try gate(old, new).code == 0)
        let again = try gate(old, new)
        #expect(again.code == 64 && again.errors.contains("/out/base holds results already: remove"))
    }

    /// The processes of a group that have not ended, by their lines of proc_pid_stat(5) from the state on.
    private static func living(in group: pid_t) throws -> [Substring] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { Int($0) != nil }
            .compactMap { try? String(contentsOfFile: "/proc/\($0)/stat", encoding: .utf8) }
            .compactMap { $0.split(separator: ") ").last }
            .filter { line in
                let words = line.split(separator: " ")
                return words[0] != "Z" && words[2] == "\(group)"
            }
    }

    @Test(arguments: [SIGINT, SIGTERM]) func aSignalLeavesNobody(signal: Int32) throws {
        let wait = "[ -n \"$dry\" ] || { echo $$ >'\(home.path)/pid'; sleep 60; sleep 60; }"
        let slow = try build("slow", extra: wait)
        let command = try gate(slow, slow, signalsAfter: [2.5], signal: signal)
        #expect(command.code == 128 + signal && command.output.isEmpty, "\(command.errors)")
        let pid = try String(contentsOf: home.appending(path: "pid"), encoding: .utf8)
        let group = try #require(pid_t(pid.trimmingCharacters(in: .whitespacesAndNewlines)))
        #expect(try Self.living(in: group).isEmpty)
    }

    @Test func mistakesAreToldInOneLine() throws {
        let build = try build("old").path
        try Data("rounds: 3".utf8).write(to: home.appending(path: "bad.yaml"))
        let sides = ["--base-binary", build, "--candidate-binary", build]
        let cases: [([String], Int32, String)] = [
            ([matrix.path], 64, "name the base by either --base-binary or --base"),
            ([matrix.path, "--base", "x"] + sides, 64, "name the base by either --base-binary or --base"),
            (
                [matrix.path, "--candidate", "x"] + sides, 64,
                "name the candidate by either --candidate-binary or --candidate"
            ),
            ([matrix.path, "--base-binary", build], 64, "this pollbench is a debug build"),
            (["/dev/null"] + sides, 64, "/dev/null: each round reads the matrix again"),
            ([matrix.path, "--rounds", "8"] + sides, 64, "8 rounds cannot give a verdict: 9 are needed"),
            ([matrix.path, "--rounds", "0"] + sides, 64, "must be from 1 to"),
            ([matrix.path, "--policy", "/nonexistent.yaml"] + sides, 1, "/nonexistent.yaml does not exist"),
            ([home.path + "/bad.yaml"] + sides, 64, "bad.yaml:1:1: the key stacks is missing"),
            (
                [matrix.path, "--base-binary", "/nonexistent"] + sides.suffix(2), 1,
                "/nonexistent is not an executable"
            ),
        ]
        for (arguments, code, words) in cases {
            let command = try Command(["gate", "--out", out] + arguments)
            #expect(command.code == code && command.output.isEmpty, "\(arguments): \(command.code)")
            #expect(command.errorLines.count == 1 && command.errors.contains(words), "\(command.errors)")
        }
    }
}
