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
}
