import Foundation
import Testing

@Suite struct EnvTests {
    @Test func thisMachineIsShown() throws {
        let command = try Command(["env"])
        #expect(command.code == 0 && command.errors.isEmpty)
        #expect(command.output.hasPrefix("clock\n") && command.output.contains("\nkernel\n"))
    }

    @Test(arguments: [
        (["env", "/nonexistent"], 1, "\"/nonexistent\" does not exist"),
        (["env", "diff", "a"], 64, "<after>"),
        (["env", "--format", "csv"], 64, "'text' and 'json'"),
        (["env", "diff", "/nonexistent", "b"], 1, "/nonexistent: cannot open: No such file"),
        (["env", "diff", "/", "b"], 1, "environment.json: cannot open: No such file"),
    ])
    func mistakesAreToldInOneLine(_ arguments: [String], code: Int32, words: String) throws {
        let command = try Command(arguments)
        #expect(command.code == code && command.output.isEmpty)
        #expect(command.errorLines.count == 1 && command.errors.contains(words), "\(command.errors)")
    }

    /// Two runs on one machine, one after the other, have one environment.
    @Test func runsWriteWhatTheyWereMeasuredIn() throws {
        let root = FileManager.default.temporaryDirectory.appending(path: "results-\(UUID())")
        defer { try? FileManager.default.removeItem(at: root) }
        let folders = ["a", "b"].map { root.appending(path: $0).path }
        for folder in folders {
            let run = try Command([
                "run", "--filename", "model:0", "--design", "iterate-all", "--runtime", "0.02", "--ramp-time",
                "0",
                "--out", folder,
            ])
            #expect(run.code == 0)
        }
        let diff = try Command(["env", "diff"] + folders)
        #expect(diff.code == 0 && diff.errors.isEmpty)
        #expect(diff.output.hasSuffix("the environments are the same\n"))
    }
}
