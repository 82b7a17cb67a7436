import Foundation
import Testing

/// fio's job files and options as people have them.
@Suite struct FioWordsTests {
    private static let needed = "[global]\nioengine=io_uring\ndirect=1\nruntime=20ms\ntime_based\n"

    /// A folder with job files of these texts, removed afterwards.
    private func withFiles<Result>(_ texts: [String], _ body: ([String]) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("fio-\(UUID())")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let paths = texts.indices.map { folder.appendingPathComponent("\($0).fio").path }
        for (text, path) in zip(texts, paths) {
            try (Self.needed + text).write(toFile: path, atomically: false, encoding: .utf8)
        }
        return try body(paths)
    }

    private func dryRun(_ arguments: [String]) throws -> Command {
        try Command(["run", "--filename", "model:0", "--design", "bio-array", "--dry-run"] + arguments)
    }

    private func names(_ command: Command) -> [String] {
        command.output.split(separator: "\n").dropLast().map { String($0.prefix { $0 != "/" }) }
    }

    @Test func severalFilesFollowEachOther() throws {
        try withFiles(["[a]\n", "[b]\n[c]\nstonewall\n"]) { paths in
            let both = try dryRun(["--job", paths[0], "--job=" + paths[1]])
            #expect(both.code == 0 && names(both) == ["a", "b", "c"], "\(both.errors)")
            let same = try dryRun(["--job", paths[0], "--job", paths[0]])
            #expect(same.code == 64 && same.errors.contains("[a] is a second job a"), "\(same.errors)")
        }
    }

    @Test func sectionsPickJobs() throws {
        try withFiles(["[a]\n[b]\n[c]\n"]) { paths in
            let one = try dryRun(["--job", paths[0], "--section", "b"])
            #expect(one.code == 0 && names(one) == ["b"], "\(one.errors)")
            let none = try dryRun(["--job", paths[0], "--section", "d"])
            #expect(none.code == 64 && none.errors.contains("--section d: no such job; there are: a, b, c"))
            #expect(try dryRun(["--section", "a"]).errors.contains("there is none"))
        }
    }

    @Test func jobsOnStandardInput() throws {
        try withFiles(["[a]\nbs=8k\n", "[b]\nbs=1\n"]) { paths in
            let read = try Command(
                ["run", "--filename", "model:0", "--design", "bio-array", "--dry-run", "--job", "-"],
                input: FileHandle(forReadingAtPath: paths[0])!)
            #expect(read.code == 0 && names(read) == ["a"], "\(read.errors)")
            let refused = try Command(
                ["run", "--filename", "model:0", "--job", "-"], input: FileHandle(forReadingAtPath: paths[1])!
            )
            #expect(refused.code == 64 && refused.errors.contains("stdin:7: [b] bs=1: "), "\(refused.errors)")
        }
    }

    /// One look tells all: of syntax, of options, of values.
    @Test func allThatIsWrongIsTold() throws {
        try withFiles(["[a]\nbs= 4k\nthinktime=3\niodepth=0\n[b\nstonewall\n"]) { paths in
            let command = try dryRun(["--job", paths[0]])
            #expect(command.code == 64 && command.errorLines.count == 4, "\(command.errors)")
            for place in [":7: [a] bs= 4k", ":8: [a] thinktime=3", ":9: [a] iodepth=0", ":10: [b: "] {
                #expect(command.errors.contains(place), "\(place): \(command.errors)")
            }
        }
    }

    @Test func errorsOfPlanningNameTheLine() throws {
        try withFiles(["[a]\n[big]\nstonewall\nsize=2g\n"]) { paths in
            let command = try dryRun(["--job", paths[0]])
            #expect(
                command.code == 64
                    && command.errors.contains(
                        "\(paths[0]):9: [big] size=2g: the top device has 2097152 sectors"),
                "\(command.errors)")
            let given = try dryRun(["--job", paths[0], "--size", "3g"])
            #expect(given.errors.contains("[a] --size 3g: the top device"), "\(given.errors)")
        }
    }

    /// What lies before the offset and after each job's part stays.
    @Test func offsetsAreHonoured() throws {
        let file = try TemporaryFile.make(sizeBytes: 1 << 20)
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(repeating: 7, count: 1 << 20).write(to: file)
        let job =
            "[a]\nrw=write\nfilename=\(file.path)\noffset=25%\nsize=64k\noffset_increment=128k\nnumjobs=2\n"
        try withFiles([job]) { paths in
            let command = try Command([
                "run", "--job", paths[0], "--design", "bio-array", "--allow-writes", "--format", "csv",
            ])
            #expect(command.code == 0, "\(command.errors)")
        }
        let blocks = try Data(contentsOf: file).enumerated().filter { $0.element == 0 }.map {
            $0.offset >> 16
        }
        #expect(Set(blocks) == [4, 6])
    }

    @Test(arguments: [
        (["--ioengine", "libaio"], "--ioengine: pollbench runs all IO by io_uring: leave it out"),
        (["--ioengine=libaio"], "--ioengine: pollbench runs"),
        (["--direct=1"], "--direct: pollbench always does that"),
        (["--time_based"], "--time_based: runs always end by time"),
        (["--group_reporting"], "--group_reporting: pollbench always does"),
        (["--ramp_time=2"], "pollbench writes --ramp-time"),
        (["--cpus_allowed=0"], "pollbench writes --cpus-allowed"),
        (["--name=x"], "leave it out"), (["--hipri"], "--completion polled"),
        (["--rate_iops=5"], "in flight"),
        (["--output-format=json"], "--format fio-json"), (["--iodepht", "1"], "--iodepth"),
    ])
    func pastedOptionsGetAnAnswer(arguments: [String], words: String) throws {
        let command = try dryRun(arguments)
        #expect(command.code == 64 && command.output.isEmpty)
        #expect(command.errorLines.count == 1 && command.errors.contains(words), "\(command.errors)")
    }

    @Test(arguments: [["--filename", "model:1"], ["--filename=model:1"], ["--table", "x", "--table=y"]])
    func devicesThatStandTwiceAreRefused(arguments: [String]) throws {
        let command = try dryRun(arguments)
        #expect(command.code == 64 && command.output.isEmpty)
        #expect(command.errors.contains("is there twice: a --table says"), "\(command.errors)")
    }

    /// As with fio; so a command line can be called up again with a change.
    @Test func ofSettingsTheLastCounts() throws {
        let command = try dryRun([
            "--runtime", "1", "--ramp-time", "0", "--runtime=2", "--verify", "--verify",
        ])
        #expect(command.code == 0, "\(command.errors)")
        #expect(command.output.contains("1 cell, 1 round, 1 run: 2.00 s"), "\(command.output)")
    }

    @Test(arguments: [["--floor", "50"], ["--floor=0.5"]])
    func floorsHaveAUnit(arguments: [String]) throws {
        let command = try Command(["compare", "/nonexistent/a", "/nonexistent/b"] + arguments)
        #expect(command.code == 64 && command.errors.contains("has no unit"), "\(command.errors)")
    }
}
