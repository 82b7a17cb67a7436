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

    /// What is in flight takes a minute to end, so the first signal cannot end the run at once.
    @Test func theSecondSignalKills() throws {
        let slow = ["--model-service", "1", "--model-parallelism", "1", "--iodepth", "60"]
        let command = try Command(
            ["run", "--filename", "model:0", "--design", "bio-array"] + slow, signalsAfter: [0.5, 0.2])
        #expect(command.code == -SIGINT)
    }
}
