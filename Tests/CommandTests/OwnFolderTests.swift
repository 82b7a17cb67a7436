import Foundation
import Testing

/// Each folder belongs to what made it.
@Suite struct OwnFolderTests {
    private let cells = """
        stacks: {one: "0 2048 linear model:0 0"}
        designs: [bio-array]
        runtime: 0.01
        ramp_time: 0
        """

    private func run(_ arguments: [String]) throws -> Command {
        try Command(
            [
                "run", "--filename", "model:0", "--design", "bio-array", "--runtime", "0.01", "--ramp-time",
                "0",
            ]
                + arguments)
    }

    @Test func aMatrixKeepsItsFolder() throws {
        let matrix = try MatrixRun(cells)
        defer { matrix.remove() }
        #expect(try matrix.run().code == 0)
        let before = try matrix.cells()
        let run = try run(["--out", matrix.results.path])
        #expect(
            run.code == 64 && run.errors.contains("holds results of no run, they are of pollbench matrix"))
        let published = try Command([
            "published", "--only", "F1", "--runtime", "0.01", "--out", matrix.results.path,
        ])
        #expect(published.code != 0)
        #expect(try matrix.cells() == before)
        #expect(try matrix.run(["--resume"]).code == 0)
    }

    @Test func aRunKeepsItsFolder() throws {
        let matrix = try MatrixRun(cells)
        defer { matrix.remove() }
        for _ in 0..<2 { #expect(try run(["--out", matrix.results.path]).code == 0) }
        for arguments in [[], ["--resume"]] {
            let refused = try matrix.run(arguments)
            #expect(
                refused.code == 64 && refused.errors.contains("they are of pollbench run"),
                "\(refused.errors)")
        }
        #expect(try matrix.cells().count == 2)
        #expect(!FileManager.default.fileExists(atPath: matrix.results.path + "/matrix.yaml"))
    }

    @Test(arguments: ["gate", "published"])
    func markedFoldersKeepTheirs(maker: String) throws {
        let matrix = try MatrixRun(cells)
        defer { matrix.remove() }
        try FileManager.default.createDirectory(at: matrix.results, withIntermediateDirectories: true)
        try Data("\(maker)\n".utf8).write(to: matrix.results.appendingPathComponent("made-by"))
        for refused in [try run(["--out", matrix.results.path]), try matrix.run()] {
            #expect(
                refused.code == 64 && refused.errors.contains("of pollbench \(maker)"), "\(refused.errors)")
        }
    }

    @Test func filesOfResultsAreNotOverwritten() throws {
        let matrix = try MatrixRun(cells)
        defer { matrix.remove() }
        #expect(try matrix.run().code == 0)
        let file = matrix.results.path + "/cells.csv"
        for arguments in [
            ["history", matrix.results.path, "--include-invalid", "--out", file],
            ["report", matrix.results.path, "-o", file],
        ] {
            let refused = try Command(arguments)
            #expect(refused.code == 64 && refused.errors.contains("would be lost"), "\(refused.errors)")
        }
        let same = try Command([
            "history", matrix.results.path, "--include-invalid", "--out", file + ".x", "--otava-config",
            file + ".x",
        ])
        #expect(same.code == 64 && same.errors.contains("the same file"))
        #expect(try matrix.cells().count == 1)
    }
}
