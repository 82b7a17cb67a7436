import Foundation
import RandomNumbers
import Results
import Testing

private let cells = """
    stacks:
      one: {device: model:0}
      two: 0 16384 striped 2 8 model:0 0 model:1 0
    designs: [bio-array, root-list, iterate-all]
    axes: {iodepth: [1, 4]}
    rounds: 2
    runtime: 2ms
    ramp_time: 0

    """

/// Results that survive whatever ends a run.
@Suite struct ResumeTests {
    private func expectWhole(_ matrix: MatrixRun, _ seed: UInt64 = 0) throws {
        let done = try matrix.cells()
        #expect(done.count == 24, "seed \(seed)")
        #expect(Set(done).count == 24, "seed \(seed)")
        let counts = try matrix.ios()
        #expect(counts.rows == counts.histograms, "seed \(seed)")
    }

    /// Fifty moments in all: what the kills leave and resuming adds is what an unbroken run has.
    @Test(arguments: 1...5)
    func killedAtAnyMomentItGoesOn(_ number: UInt64) throws {
        let seed = number &+ UInt64(Date().timeIntervalSince1970)
        var random = RandomGenerator(seed: seed)
        let matrix = try MatrixRun(cells)
        defer { matrix.remove() }
        var kills = 0
        var most = 0
        while kills < 10 {
            let delay = TimeInterval.random(in: 0.01...0.5, using: &random)
            let command = try matrix.run(["--resume"], signalsAfter: [delay], signal: SIGKILL)
            if command.code == 0 {
                try expectWhole(matrix, seed)
                try matrix.removeResults()
                most = 0
                continue
            }
            #expect(command.code == -SIGKILL, "seed \(seed): \(command.errors)")
            kills += 1
            // No kill takes away what was done before it.
            let done = (try? matrix.cells().count) ?? 0
            #expect(done >= most, "seed \(seed)")
            most = done
        }
        let command = try matrix.run(["--resume"])
        #expect(command.code == 0, "seed \(seed): \(command.errors)")
        #expect(command.output.split(separator: "\n").count == 25, "seed \(seed)")
        try expectWhole(matrix, seed)
    }

    @Test func controlCKeepsWhatIsDone() throws {
        let matrix = try MatrixRun(cells.replacing("runtime: 2ms", with: "runtime: 100ms"))
        defer { matrix.remove() }
        let stopped = try matrix.run(signalsAfter: [1.5])
        #expect(stopped.code == 130, "\(stopped.errors)")
        let before = try matrix.cells()
        #expect(!before.isEmpty && before.count < 24)
        #expect(!stopped.output.contains("interrupted"))
        let resumed = try matrix.run(["--resume"])
        #expect(resumed.code == 0, "\(resumed.errors)")
        #expect(try matrix.cells().prefix(before.count) == before[...])
        try expectWhole(matrix)
    }

    @Test func aDiskThatIsFullIsToldAndLosesNothing() throws {
        let matrix = try MatrixRun(cells)
        defer { matrix.remove() }
        let full = try matrix.run(by: ["prlimit", "--fsize=100000"])
        #expect(full.code == 1)
        #expect(full.errors.contains("histograms.csv: cannot write: File too large"), "\(full.errors)")
        #expect(try matrix.ios().rows == matrix.ios().histograms)
        #expect(try !matrix.cells().isEmpty)
        #expect(try matrix.run(["--resume"]).code == 0)
        try expectWhole(matrix)
    }

    @Test func cellsWithoutAllTheirHistogramsRunAgain() throws {
        let matrix = try MatrixRun(cells)
        defer { matrix.remove() }
        #expect(try matrix.run().code == 0)
        let file = matrix.results.appendingPathComponent("histograms.csv")
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        let kept = lines.prefix(lines.count / 2).joined(separator: "\n") + "\n"
        try kept.write(to: file, atomically: false, encoding: .utf8)
        let resumed = try matrix.run(["--resume"])
        #expect(resumed.code == 0, "\(resumed.errors)")
        try expectWhole(matrix)
    }

    private func environments(_ matrix: MatrixRun) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: matrix.results.path)
            .filter { $0.hasPrefix("environment") }.sorted()
    }

    /// Replaces text of a file of the results.
    private func edit(
        _ name: String, of matrix: MatrixRun, _ change: (String) -> String
    ) throws {
        let file = matrix.results.appending(path: name)
        let text = try String(contentsOf: file, encoding: .utf8)
        try change(text).write(to: file, atomically: false, encoding: .utf8)
    }

    @Test(arguments: ["release", "version"]) func anotherKernelIsRefusedOrKept(key: String) throws {
        let matrix = try MatrixRun(cells)
        defer { matrix.remove() }
        #expect(try matrix.run(["--only", "one/.*root-list"]).code == 0)
        try edit("environment.json", of: matrix) { text in
            text.replacing(try! Regex("\"\(key)\" : \"[^\"]*\""), with: "\"\(key)\" : \"0.1\"")
        }
        let before = try String(
            contentsOf: matrix.results.appending(path: "environment.json"), encoding: .utf8)
        let measured = try CellsCSV.rows(ofFile: matrix.results.path + "/cells.csv")
        let id = try #require(measured[0].environment)
        try edit("cells.csv", of: matrix) { $0.replacing(id, with: "earlier") }
        let refused = try matrix.run(["--resume"])
        #expect(refused.code == 64 && refused.output.isEmpty && refused.errorLines.count == 1)
        #expect(refused.errors.contains("holds rows of another environment: kernel.\(key): 0.1 -> "))
        #expect(refused.errors.contains("--allow-different"))
        #expect(try matrix.cells().count == 4 && environments(matrix) == ["environment.json"])

        let allowed = try matrix.run(["--resume", "--allow-different"])
        #expect(allowed.code == 0, "\(allowed.errors)")
        #expect(allowed.errors.contains("earlier rows were measured in another environment"))
        try expectWhole(matrix)
        let rows = try CellsCSV.rows(ofFile: matrix.results.path + "/cells.csv")
        #expect(
            rows.map(\.environment) == Array(repeating: "earlier", count: 4) + Array(repeating: id, count: 20)
        )
        #expect(try environments(matrix) == ["environment-\(id).json", "environment.json"])
        #expect(
            try String(contentsOf: matrix.results.appending(path: "environment.json"), encoding: .utf8)
                == before)
        let plain = try matrix.run(["--resume"])
        #expect(plain.code == 64, "both are there, and they differ")
    }

    /// Another build of the program is no other machine; its rows say which it was.
    @Test func anotherCommitIsKeptWithoutAsking() throws {
        let matrix = try MatrixRun(cells)
        defer { matrix.remove() }
        #expect(try matrix.run(["--only", "one/"], by: ["env", "POLLBENCH_COMMIT=abc"]).code == 0)
        let resumed = try matrix.run(["--resume"], by: ["env", "POLLBENCH_COMMIT=def"])
        #expect(resumed.code == 0, "\(resumed.errors)")
        #expect(try environments(matrix).count == 2)
        let again = try matrix.run(["--resume"], by: ["env", "POLLBENCH_COMMIT=abc"])
        #expect(again.code == 0, "\(again.errors)")
        #expect(try environments(matrix).count == 2)
    }

    @Test func aFolderWithoutARecordIsRefused() throws {
        let matrix = try MatrixRun(cells)
        defer { matrix.remove() }
        #expect(try matrix.run(["--only", "one/.*root-list"]).code == 0)
        try FileManager.default.removeItem(at: matrix.results.appending(path: "environment.json"))
        let refused = try matrix.run(["--resume"])
        #expect(refused.code == 64 && refused.errors.contains("environment.json is missing"))
        #expect(try matrix.run(["--resume", "--allow-different"]).code == 0)
    }

    /// The same matrix, but not the same settings: what it is made of has changed.
    @Test func otherSettingsAreRefused() throws {
        let matrix = try MatrixRun(cells)
        defer { matrix.remove() }
        #expect(try matrix.run(["--only", "one/.*root-list"]).code == 0)
        try edit("cells.csv", of: matrix) { $0.replacing(",2us,", with: ",3us,") }
        let refused = try matrix.run(["--resume"])
        #expect(refused.code == 64 && refused.errorLines.count == 1)
        #expect(
            refused.errors.contains("with the model_interrupt_cost 3us, which is 2us now"),
            "\(refused.errors)")
        #expect(try matrix.run(["--resume", "--allow-different"]).code == 0)
        try expectWhole(matrix)
    }

    /// Results of version 1 of the schema are gone on with; their rows stay what they were.
    @Test func resultsOfTheFirstSchemaGoOn() throws {
        let matrix = try MatrixRun(cells)
        defer { matrix.remove() }
        #expect(try matrix.run(["--only", "one/.*root-list"]).code == 0)
        try edit("cells.csv", of: matrix, Version1.text)
        #expect(
            try CellsCSV.rows(ofFile: matrix.results.path + "/cells.csv").map(\.schemaVersion) == [
                1, 1, 1, 1,
            ])
        let resumed = try matrix.run(["--resume"])
        #expect(resumed.code == 0, "\(resumed.errors)")
        try expectWhole(matrix)
        let rows = try CellsCSV.rows(ofFile: matrix.results.path + "/cells.csv")
        #expect(rows.map(\.schemaVersion) == [1, 1, 1, 1] + Array(repeating: 4, count: 20))
    }

    @Test func anotherMatrixIsRefused() throws {
        let matrix = try MatrixRun(cells)
        defer { matrix.remove() }
        #expect(try matrix.run(["--only", "one/.*root-list"]).code == 0)
        let again = try matrix.run()
        #expect(again.code == 64)
        #expect(again.errors.contains("holds results already: --resume goes on"))
        try (cells + "seed: 2\n").write(to: matrix.file, atomically: false, encoding: .utf8)
        let resumed = try matrix.run(["--resume"])
        #expect(resumed.code == 64)
        #expect(resumed.errors.contains("the matrix differs from line 9 on"), "\(resumed.errors)")
        #expect(try matrix.cells().count == 4)
    }

    @Test func resultsOfNoMatrixAreRefused() throws {
        let matrix = try MatrixRun(cells)
        defer { matrix.remove() }
        let run = try Command([
            "run", "--filename", "model:0", "--design", "bio-array", "--runtime", "0.01", "--ramp-time", "0",
            "--out", matrix.results.path,
        ])
        #expect(run.code == 0)
        let resumed = try matrix.run(["--resume"])
        #expect(resumed.code == 64)
        #expect(resumed.errors.contains("holds results of no matrix"), "\(resumed.errors)")
    }

    /// One job's ring needs fewer descriptors than there are, two jobs' more: in a weekend of cells one that cannot be
    /// done must not cost the others.
    @Test func aRunThatCannotBeDoneIsLeftForLater() throws {
        let file = try TemporaryFile.make(sizeBytes: 1 << 20)
        defer { try? FileManager.default.removeItem(at: file) }
        let matrix = try MatrixRun(
            """
            devices: {d: {file: \(file.path)}}
            stacks: {s: {device: d}}
            designs: interrupt
            axes: {numjobs: [1, 2]}
            rounds: 2
            runtime: 5ms
            ramp_time: 0

            """)
        defer { matrix.remove() }
        let limited = try matrix.run(by: ["prlimit", "--nofile=7"])
        #expect(limited.code == 1, "\(limited.errors)")
        #expect(
            limited.errors.contains("numjobs2") && limited.errors.contains("raise `ulimit -n`"),
            "\(limited.errors)")
        #expect(try matrix.cells().count == 2, "\(limited.errors)")
        #expect(try matrix.run(["--resume"]).code == 0)
        #expect(try matrix.cells().count == 4)
    }
}
