import Foundation
import Testing

/// `pollbench published` as its user meets it.
@Suite struct PublishedTests {
    /// A run leaves results from which the same is said again.
    @Test func whatWasRunCanBeJudgedAgain() throws {
        let results = FileManager.default.temporaryDirectory.appendingPathComponent(
            "pollbench-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: results) }
        let command = try Command([
            "published", "--only", "F1,F4,F17", "--rounds", "1", "--runtime", "20ms", "--repeat-disturbed",
            "0", "--machine", "real", "--include-invalid", "--out", results.path,
        ])
        #expect(command.code == 0)
        #expect(command.errors.contains("2 rows are marked invalid and counted anyway"))
        let lines = command.output.split(separator: "\n")
        #expect(
            lines.contains {
                $0.hasPrefix("F1 iterate-all: polled") && $0.hasSuffix("undecided: 1 of 9 rounds")
            })
        #expect(lines.contains { $0.hasPrefix("F17 ") && $0.contains("neither its threads nor") })
        #expect(!lines.contains { $0.hasPrefix("F3 ") })
        let again = try Command([
            "published", "--only", "F1,F4,F17", "--from", results.path, "--include-invalid",
        ])
        #expect(
            again.output.split(separator: "\n").first { $0.hasPrefix("F1 ") }
                == lines.first { $0.hasPrefix("F1 ") })
    }

    @Test(arguments: [
        (["--only", "F21"], Int32(64), "the figures are F1 to F20"),
        (["--only", ""], 64, "the figures are F1 to F20"),
        (["--from", "/nowhere"], 1, "/nowhere/cells.csv"),
        (["--from", "/nowhere", "--out", "/tmp"], 64, "neither --out nor --dry-run"),
        (["--matrices", "/nowhere"], 1, "/nowhere/F1.yaml"),
        (["--rounds", "0"], 64, "from 1 to"),
        (["--runtime", "0"], 64, "nothing would be measured"),
        (["--machine", "graviton-64"], 64, "did you mean graviton2-64?"),
    ])
    func mistakesAreOneLine(_ arguments: [String], code: Int32, words: String) throws {
        let command = try Command(["published"] + arguments)
        #expect(command.code == code)
        #expect(command.output.isEmpty)
        #expect(command.errorLines.count == 1 && command.errors.contains(words), "\(command.errors)")
    }

    @Test func aDryRunListsAndRunsNothing() throws {
        let measured = try Command(["published", "--dry-run", "--only", "F19,F20", "--machine", "real"])
        #expect(measured.code == 0)
        #expect(measured.output.hasSuffix("4 cells, 11 rounds, 44 runs: 48.4 s\n"))
        let both = try Command(["published", "--dry-run", "--only", "F19,F20"])
        #expect(both.output.contains("8 cells, 11 rounds, 88 runs"))
        #expect(both.output.contains("xeon-8375c-2x32"))
    }

    /// Six threads, on a machine that has the CPUs for them.
    @Test func figuresAreModelledOnAMachineWithEnoughCPUs() throws {
        let results = FileManager.default.temporaryDirectory.appendingPathComponent(
            "pollbench-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: results) }
        let command = try Command([
            "published", "--only", "F4,F5", "--rounds", "1", "--runtime", "2ms", "--machine",
            "epyc-7763-2x64",
            "--out", results.path,
        ])
        #expect(command.code == 0)
        #expect(command.output.contains("1 of 9 rounds") && !command.output.contains("needs"))
        #expect(command.output.contains("modelled on epyc-7763-2x64"))
        #expect(!command.output.contains("measured here"))
        let again = try Command(["published", "--only", "F4,F5", "--from", results.path])
        #expect(again.output == command.output)
    }
}
