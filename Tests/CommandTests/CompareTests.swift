import Foundation
import Results
import Testing

@Suite final class CompareTests {
    private let home = FileManager.default.temporaryDirectory.appending(path: "compare-\(UUID())")

    init() throws { try FileManager.default.createDirectory(at: home, withIntermediateDirectories: false) }

    deinit { try? FileManager.default.removeItem(at: home) }

    /// A folder of results: twelve rounds around some latency, a second apart.
    ///
    /// - Parameter turns: whether they take turns with another one of that hour.
    private func results(
        _ name: String, nanoseconds: UInt64, hour: Int64, kernel: String? = nil, turns: Bool = false
    ) throws -> String {
        let rows = (0..<12).map { round in
            var row = CellRow()
            let swing: Int64 = round.nonzeroBitCount.isMultiple(of: 2) ? 400 : -400
            row.time = UTCTime(
                millisecondsSinceEpoch: hour * 3_600_000 + Int64(round) * 1000 + (turns ? swing : 0))
            (row.runID, row.cellID, row.round) = (name, "cell", round + 1)
            row.latencyP50Nanoseconds = nanoseconds + UInt64(round * 7 % 12)
            return row
        }
        let folder = home.appending(path: name)
        try MadeUpResults.write(rows, kernel: kernel, to: folder)
        return folder.path
    }

    private func compare(_ arguments: String...) throws -> Command {
        try Command(["compare", "--metric", "lat_p50_ns"] + arguments)
    }

    @Test func theExitCodeSaysWhatCameOut() throws {
        let base = try results("base", nanoseconds: 10_000, hour: 1, kernel: "6.1")
        let same = try results("same", nanoseconds: 10_001, hour: 1, kernel: "6.1", turns: true)
        let slow = try results("slow", nanoseconds: 10_300, hour: 1, kernel: "6.1", turns: true)
        let found = [same, slow].map { try? compare(base, $0) }
        #expect(found.map { $0?.code } == [0, 2])
        #expect(found.map { $0?.errors } == ["", ""])
        #expect(found[1]?.output.contains("worse    beyond the threshold") == true)
        #expect(try compare(base, slow, "--threshold", "5%").code == 0)
        #expect(
            try compare(base, slow, "--quantile", "20%").output.contains(
                "by the round that 20 % are better than"))
    }

    /// Where that is, and what would tell more, is said before the table.
    @Test func oneAfterTheOtherItMayBeAStep() throws {
        let base = try results("base", nanoseconds: 10_000, hour: 1, kernel: "6.1")
        let slow = try compare(base, try results("slow", nanoseconds: 10_300, hour: 2, kernel: "6.1"))
        #expect(slow.code == 3 && slow.output.contains("it may be a step of the machine; measure in turns"))
        #expect(slow.errors.contains("12 rounds, measured one after the other: changes below 75 % cannot"))
        let slower = try compare(base, try results("slower", nanoseconds: 21_000, hour: 3, kernel: "6.1"))
        #expect(slower.code == 2 && slower.output.contains("worse    beyond the threshold"))
    }

    @Test func anotherKernelOrSwappedSidesNeedToBeAllowed() throws {
        let base = try results("base", nanoseconds: 10_000, hour: 1, kernel: "6.1")
        let other = try results("other", nanoseconds: 10_300, hour: 1, kernel: "6.12", turns: true)
        let refused = try compare(base, other)
        #expect(refused.code == 3)
        #expect(refused.output.contains("  kernel.release: 6.1 -> 6.12\n"))
        #expect(refused.errorLines.count == 1 && refused.errors.contains("--allow-different"))
        #expect(try compare(base, other, "--allow-inconclusive").code == 0)
        #expect(try compare(base, other, "--allow-different").code == 2)
        let later = try results("later", nanoseconds: 10_000, hour: 3, kernel: "6.1")
        #expect(try compare(later, base).errors.contains("are they swapped?"))
    }

    /// Counts of instructions move with whatever made the program, and the code is what is judged.
    @Test func whereValuesRepeatAllButTheCommitMustBeTheSame() throws {
        func results(_ name: String, _ hour: Int64, _ nanoseconds: UInt64, swift: String) throws -> String {
            let folder = try self.results(name, nanoseconds: nanoseconds, hour: hour)
            let record =
                "{\"schema_version\": 1, \"software\": {\"commit\": \"\(name)\", \"swift\": \"\(swift)\"}}"
            try Data(record.utf8).write(to: URL(filePath: folder).appending(path: "environment.json"))
            return folder
        }
        let base = try results("base", 1, 10_000, swift: "6.2")
        let same = try results("same", 2, 10_030, swift: "6.2")
        let slow = try results("slow", 3, 10_100, swift: "6.2")
        let other = try results("other", 4, 10_000, swift: "6.3")
        let found = try [same, slow, other].map { try compare(base, $0, "--deterministic") }
        #expect(found.map(\.code) == [0, 2, 3])
        #expect(found[1].output.contains("software.commit: base -> slow"))
        #expect(found[2].errors.contains("no verdict is possible: software.swift: 6.2 -> 6.3"))
        #expect(try compare(base, other, "--deterministic", "--allow-different").code == 0)
        #expect(try compare(base, slow).code == 0, "not beyond the threshold as a whole")
    }

    @Test func mistakesAreToldInOneLine() throws {
        let base = try results("base", nanoseconds: 10_000, hour: 1, kernel: "6.1")
        let broken = try results("broken", nanoseconds: 10_000, hour: 2, kernel: "6.1")
        let file = URL(filePath: broken).appending(path: "cells.csv")
        let text = try String(contentsOf: file, encoding: .utf8)
        try Data(text.replacingOccurrences(of: "10007", with: "nan").utf8).write(to: file)
        let header = Array(CellsCSV.header.utf8)
        for (name, bytes) in [
            ("packed.csv", [0x1F, 0x8B, 8] + header),
            ("blank.csv", Array(text.utf8) + [10]),
        ] {
            try Data(bytes).write(to: home.appending(path: name))
        }
        let cases: [([String], Int32, String)] = [
            ([base, home.path + "/packed.csv"], 1, "packed.csv: the file is compressed by gzip; decompress"),
            ([base, home.path + "/blank.csv"], 1, "blank.csv:14: the line is blank; remove it"),
            ([base], 64, "<candidate>"), ([base, "/nonexistent"], 1, "/nonexistent: cannot open"),
            ([base, base], 1, "rows of the same run"),
            ([base, broken], 1, "cells.csv:3: column lat_p50_ns: \"nan\""),
            ([base, base, "--metric", "lat_p5_ns"], 64, "did you mean lat_p50_ns?"),
            ([base, base, "--threshold", "nan"], 64, "expected a percentage like 3%"),
            ([base, base, "--confidence", "100"], 64, "from 50 to 99.9"),
            ([base, base, "--floor", "x"], 64, "expected seconds"),
            ([base, base, "--format", "csv"], 64, "invalid for '--format"),
        ]
        for (arguments, code, words) in cases {
            let command = try Command(["compare"] + arguments)
            #expect(command.code == code && command.output.isEmpty, "\(arguments)")
            #expect(command.errorLines.count == 1 && command.errors.contains(words), "\(command.errors)")
        }
    }

    @Test func anEnvironmentThatIsNotKnownMayDiffer() throws {
        let base = try results("base", nanoseconds: 10_000, hour: 1, kernel: "6.1")
        let other = try results("other", nanoseconds: 10_001, hour: 2)
        let missing = "\(other)/environment.json is missing: it is not known whether the environments differ"
        let command = try compare(base, other)
        #expect(command.code == 3 && command.errors.contains("no verdict is possible: \(missing)"))
        let allowed = try compare(base, other, "--allow-different")
        #expect(allowed.code == 0 && allowed.errorLines.first == "pollbench: \(missing)")
    }

    /// Whatever of the machine can change a number decides; the program itself is what is judged.
    @Test(arguments: [
        (
            "kernel", "{\"mitigations\": {\"meltdown\": \"PTI\"}}",
            "{\"mitigations\": {\"meltdown\": \"none\"}}", 3
        ),
        ("cpus", "{\"online\": \"0-3\"}", "{\"online\": \"0-1\"}", 3),
        ("cpus", "{\"model\": \"a\"}", "{\"model\": \"b\"}", 3),
        ("cpus", "{\"microcode\": \"0x1\"}", "{\"microcode\": \"0x2\"}", 3),
        ("cpus", "{\"governor\": \"performance\"}", "{\"governor\": \"powersave\"}", 3),
        ("cpus", "{\"smt_active\": true}", "{\"smt_active\": false}", 3),
        ("cpus", "{\"governor\": \"performance\"}", "{\"governor\": null}", 3),
        ("software", "{\"commit\": \"a\"}", "{\"commit\": \"b\"}", 0),
    ])
    func anotherMachineIsNoComparison(section: String, before: String, after: String, code: Int32) throws {
        let base = try results("base", nanoseconds: 10_000, hour: 1)
        let other = try results("other", nanoseconds: 10_001, hour: 2)
        for (folder, value) in [(base, before), (other, after)] {
            let record = "{\"schema_version\": 1, \"\(section)\": \(value)}"
            try Data(record.utf8).write(to: URL(filePath: folder + "/environment.json"))
        }
        let command = try compare(base, other)
        #expect(command.code == code, "\(command.output)")
        #expect(command.output.contains("The environments differ:\n  \(section)."), "\(command.output)")
        #expect(try compare(base, other, "--allow-different").code == 0)
    }

    /// Rows that a resumed run added under another kernel.
    @Test func rowsOfSeveralEnvironmentsAreNoSide() throws {
        let base = try results("base", nanoseconds: 10_000, hour: 1, kernel: "6.1")
        let mixed = try results("mixed", nanoseconds: 10_000, hour: 2, kernel: "6.1")
        let record = "{\"schema_version\": 1, \"kernel\": {\"release\": \"6.12\"}}"
        try Data(record.utf8).write(to: URL(filePath: mixed + "/environment-0123456789abcdef.json"))
        let command = try compare(base, mixed)
        #expect(command.code == 3)
        #expect(
            command.errors.contains("\(mixed) has rows of several environments: kernel.release: 6.1 -> 6.12"))
    }

    /// One name, two settings: the case that was "+64 % better".
    @Test func whatWasAskedForIsCompared() throws {
        func run(_ name: String, _ service: String) throws -> String {
            let folder = home.appending(path: name).path
            let command = try Command([
                "run", "--table", "0 8192 linear model:0 0", "--design", "cookie", "--model-service", service,
                "--rounds", "9", "--runtime", "2ms", "--ramp-time", "0", "--out", folder, "--format", "csv",
            ])
            #expect(command.code == 0, "\(command.errors)")
            return folder
        }
        let (base, other) = (try run("base", "8us"), try run("other", "4us"))
        let command = try Command(["compare", base, other, "--include-invalid", "--metric", "iops"])
        #expect(command.code == 3, "\(command.errors)")
        #expect(command.output.contains("`model_service` differs: 8us and 4us"), "\(command.output)")
        let allowed = try Command(
            ["compare", base, other, "--include-invalid", "--metric", "iops", "--allow-different"])
        #expect(
            allowed.output.contains("-cookie: `model_service` differs: 8us and 4us\n"), "\(allowed.output)")
    }
}
