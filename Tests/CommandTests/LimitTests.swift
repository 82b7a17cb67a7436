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

    /// What is in flight takes a minute to end, so the first signal cannot end the run at once.
    @Test func theSecondSignalKills() throws {
        let slow = ["--model-service", "1", "--model-parallelism", "1", "--iodepth", "60"]
        let command = try Command(
            ["run", "--filename", "model:0", "--design", "bio-array"] + slow, signalsAfter: [0.5, 0.2])
        #expect(command.code == -SIGINT)
    }
}
