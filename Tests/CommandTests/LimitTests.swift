import Foundation
import Testing

/// What the system gives only a little of, and signals.
@Suite struct LimitTests {
    private let short = ["--runtime", "0.02", "--ramp-time", "0", "--format", "csv"]

    /// Model devices need no file.
    @Test func oneFileDescriptorIsEnoughForModels() throws {
        let command = try Command(
            ["run", "--filename", "model:0", "--design", "bio-array"] + short, by: ["prlimit", "--nofile=4"])
        #expect(command.code == 0, "\(command.errors)")
    }

    /// From the first that is too few on, each number ends well or says what to do.
    @Test(arguments: [[], ["--out"]])
    func fewFileDescriptorsHaveARemedy(_ option: [String]) throws {
        let file = try TemporaryFile.make(sizeBytes: 1 << 20)
        let folder = file.appendingPathExtension("results")
        defer { for url in [file, folder] { try? FileManager.default.removeItem(at: url) } }
        let arguments = ["run", "--filename", file.path, "--design", "interrupt"] + short
        for count in 4...5 {
            let command = try Command(
                arguments + option + option.map { _ in folder.path }, by: ["prlimit", "--nofile=\(count)"])
            #expect(command.code == 0 || command.errors.contains("raise `ulimit -n`"), "\(command.errors)")
            #expect(count > 4 || command.code == 1)
        }
    }

    /// Programs read a document even if the first run failed.
    @Test func jsonOfNothingIsAnEmptyList() throws {
        let file = try TemporaryFile.make(sizeBytes: 1 << 20)
        defer { try? FileManager.default.removeItem(at: file) }
        let arguments = [
            "run", "--filename", file.path, "--design", "interrupt", "--runtime", "0.02", "--ramp-time", "0",
        ]
        let command = try Command(arguments + ["--format", "json"], by: ["prlimit", "--nofile=4"])
        #expect(command.code == 1)
        #expect(command.output == "[]\n")
    }

    /// The first cell has descriptors enough for its ring, and IOs that fail; the second has not. The seed orders them.
    @Test func whatFailedIsToldThoughALaterCellStopsAll() throws {
        let file = try TemporaryFile.make(sizeBytes: 1 << 20)
        defer { try? FileManager.default.removeItem(at: file) }
        let table = "0 16 linear \(file.path) 0\n16 16 error"
        let command = try Command(
            ["run", "--table", table, "--design", "interrupt", "--numjobs", "1,2", "--random-seed", "1"]
                + short,
            by: ["prlimit", "--nofile=5"])
        #expect(command.code == 1)
        #expect(command.errorLines.count == 2, "\(command.errors)")
        #expect(command.errorLines.first?.contains("IOs failed, the first at sector ") == true)
    }

    /// A run that was stopped waits a little for what is in flight, which here takes a minute.
    @Test func theSecondSignalKills() throws {
        let slow = ["--model-service", "1s", "--model-parallelism", "1", "--iodepth", "60"]
        let command = try Command(
            ["run", "--filename", "model:0", "--design", "bio-array"] + slow, signalsAfter: [3, 0.05])
        #expect(command.code == -SIGINT)
    }

    /// A run that does not fit is refused with its sizes.
    @Test func addressSpaceThatIsTooSmallIsAnAnswer() throws {
        let levels = (0..<40).map { level in
            "d\(level),,,rw,0 2097152 striped 1 1 \(level == 0 ? "model:0" : "d\(level - 1)") 0"
        }
        let command = try Command(
            [
                "run", "--table", levels.joined(separator: ";"), "--bs", "512k", "--iodepth", "50",
                "--numjobs", "16",
            ]
                + short,
            by: ["prlimit", "--as=3072000000"])
        #expect(command.code == 64 && command.errorLines.count == 1, "\(command.code): \(command.errors)")
        #expect(command.errors.contains("does not fit into memory: it needs"), "\(command.errors)")
        #expect(command.errors.contains("ulimit -v has"), "\(command.errors)")
    }

    /// A run that is said to fit does, however little is left: of a bound that is too small the message says how much.
    @Test func whatFitsIsEnough() throws {
        let arguments = [
            "run", "--table", "0 131072 striped 2 8 model:0 0 model:1 0", "--design", "bio-array,task-fifo",
            "--model-queue-depth", "65536", "--poll-queues", "64",
        ]
        func run(_ megabytes: Int) throws -> Command {
            try Command(arguments + short, by: ["prlimit", "--as=\(megabytes << 20)"])
        }
        let refused = try run(300)
        #expect(refused.code == 64, "\(refused.errors)")
        let numbers = refused.errors.matches(of: /(\d+) MiB/).compactMap { Int($0.output.1) }
        let (needed, left) = (try #require(numbers.first), try #require(numbers.last))
        for more in [8, 16, 32, 48] {
            let command = try run(300 + needed - left + more)
            #expect([0, 64].contains(command.code), "\(more) MiB more: \(command.code) \(command.errors)")
        }
    }

    /// Whatever the bound, a run ends well or says in a line why not: it never traps.
    @Test(arguments: [
        ["--iodepth", "4096", "--bs", "64k"], ["--verify", "--rw", "randrw", "--size", "16m"],
        ["--model-queue-depth", "65536", "--poll-queues", "64"], ["--iodepth", "16384", "--numjobs", "4"],
    ])
    func anyBoundOfMemoryIsAnAnswer(_ arguments: [String]) throws {
        let table = "0 131072 striped 2 8 model:0 0 model:1 0"
        var codes: Set<Int32> = []
        for megabytes in [300, 500, 700, 1000, 1500, 4000] {
            let command = try Command(
                ["run", "--table", table, "--design", "bio-array,task-fifo"] + arguments + short,
                by: ["prlimit", "--as=\(megabytes << 20)"])
            codes.insert(command.code)
            #expect([0, 1, 64].contains(command.code), "\(megabytes) MB: \(command.code) \(command.errors)")
        }
        #expect(codes.contains(0), "4 GB are enough")
    }
}
