import Foundation
import Testing

private let small = """
    stacks:
      one: {device: model:0}
      two: 0 16384 striped 2 8 model:0 0 model:1 0
    designs: [bio-array, iterate-all]
    axes: {iodepth: [1, 4]}
    rounds: 3
    runtime: 1ms
    ramp_time: 0

    """

@Suite struct MatrixCommandTests {
    private func expected(_ rounds: Int) -> [String] {
        ["one", "two"].flatMap { stack in
            [1, 4].flatMap { depth in
                ["bio-array", "iterate-all"].flatMap { design in
                    (1...rounds).map {
                        "\(stack)/randread-bs4k-iodepth\(depth)-numjobs1-queues1-\(design) \($0)"
                    }
                }
            }
        }
        .sorted()
    }

    @Test func everyCellHasARowOfEachRound() throws {
        let matrix = try MatrixRun(small)
        defer { matrix.remove() }
        let command = try matrix.run()
        #expect(command.code == 0, "\(command.errors)")
        #expect(try matrix.cells().sorted() == expected(3))
        let counts = try matrix.ios()
        #expect(counts.rows == counts.histograms)
        // A pipe gets no progress.
        #expect(!command.errors.contains("\r"))
        let copy = matrix.results.appendingPathComponent("matrix.yaml")
        #expect(try String(contentsOf: copy, encoding: .utf8) == small)
    }

    @Test func theOrderIsTheSeeds() throws {
        let matrices = try [small, small, small + "seed: 2\n"].map(MatrixRun.init)
        defer { for matrix in matrices { matrix.remove() } }
        let orders = try matrices.map { matrix in
            #expect(try matrix.run().code == 0)
            return try matrix.cells()
        }
        #expect(orders[0] == orders[1])
        #expect(orders[0] != orders[2])
        #expect(orders[0] != orders[0].sorted())
    }

    @Test func dryRunListsWhatOnlyPicks() throws {
        let matrix = try MatrixRun(small)
        defer { matrix.remove() }
        let command = try matrix.run(["--only", "two/.*iodepth4.*bio", "--dry-run"])
        #expect(command.code == 0)
        let name = "two/randread-bs4k-iodepth4-numjobs1-queues1-bio-array"
        #expect(command.output == "\(name)\n1 cell, 3 rounds, 3 runs: 3.00 ms\n")
        #expect(!FileManager.default.fileExists(atPath: matrix.results.path))
    }

    /// Two builds that take turns do the same: the cells of a round, and their order.
    @Test func aRoundAloneIsAsItIsAmongAll() throws {
        let (all, alone) = (try MatrixRun(small), try MatrixRun(small))
        defer { for matrix in [all, alone] { matrix.remove() } }
        #expect(try all.run().code == 0)
        for round in [3, 1] {
            let command = try alone.run(["--round", "\(round)", "--resume"])
            #expect(command.code == 0, "\(command.errors)")
        }
        let cells = try all.cells()
        let expected = cells.filter { $0.hasSuffix(" 3") } + cells.filter { $0.hasSuffix(" 1") }
        #expect(try alone.cells() == expected)
        // There may be more than the file says.
        let more = try alone.run(["--round", "7", "--dry-run"])
        #expect(more.output.hasSuffix("\n8 cells, 1 round, 8 runs: 8.00 ms\n"), "\(more.output)")
    }

    /// Hardly a machine has a file that can be polled; all can run what waits.
    @Test func whatCannotBePolledRunsWithoutPolling() throws {
        let file = try TemporaryFile.make(sizeBytes: 1 << 20)
        defer { try? FileManager.default.removeItem(at: file) }
        let matrix = try MatrixRun(
            """
            devices: {d: {file: \(file.path)}}
            stacks: {s: {device: d}}
            designs: [bio-array, interrupt]
            runtime: 5ms
            ramp_time: 0
            """)
        defer { matrix.remove() }
        let command = try matrix.run()
        #expect(command.code == 0, "\(command.errors)")
        let cells = try matrix.cells()
        #expect(cells.contains { $0.hasSuffix("-interrupt 1") })
        let isPolled = cells.contains { $0.hasSuffix("-bio-array 1") }
        #expect(isPolled != command.errors.contains("bio-array is left out of s: "), "\(command.errors)")
    }

    @Test(arguments: [
        (["--only", "("], "not a regular expression"), (["--only", "nothing"], "no run has such a name"),
        (["--repeat-disturbed", "x"], "whole number"), (["--round", "0"], "must be from 1 to"),
        (["--round", "x"], "whole number"),
    ])
    func wrongOptionsAreRefused(_ options: [String], _ words: String) throws {
        let matrix = try MatrixRun(small)
        defer { matrix.remove() }
        let command = try matrix.run(options)
        #expect(command.code == 64)
        #expect(command.errorLines.last?.contains(words) == true, "\(command.errors)")
    }

    @Test func mistakesNameFileLineAndColumn() throws {
        let matrix = try MatrixRun(small + "rouds: 3\n")
        defer { matrix.remove() }
        let command = try matrix.run()
        #expect(command.code == 64)
        let message = "pollbench: \(matrix.file.path):9:1: unknown key \"rouds\"; did you mean rounds?\n"
        #expect(command.errors == message)
    }

    @Test(.enabled(if: access("/usr/bin/script", X_OK) == 0, "needs script(1)"))
    func aTerminalSeesHowFarItIs() throws {
        let matrix = try MatrixRun(small)
        defer { matrix.remove() }
        let line = "\(Command.program.path) matrix \(matrix.file.path)"
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/script")
        process.arguments = ["-qec", line, "/dev/null"]
        let pipe = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = pipe
        try process.run()
        let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(text.contains("cell 1 of 24, 0:01 left: "), "\(text)")
        #expect(text.contains("cell 24 of 24, "), "\(text)")
        #expect(text.contains(" left, last "), "\(text)")
    }
}
