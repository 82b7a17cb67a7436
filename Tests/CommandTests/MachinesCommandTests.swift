import Foundation
import Testing

/// `pollbench machines`: what is printed, and what is refused.
@Suite struct MachinesCommandTests {
    @Test(arguments: ["text", "csv", "json"])
    func machinesAreListed(format: String) throws {
        let command = try Command(["machines", "--format", format])
        #expect(command.code == 0 && command.errors == "")
        for name in ["epyc-7742-2x64-nps4", "graviton3-64", "xeon-8480-2x56"] {
            #expect(command.output.contains(name), "\(name)")
        }
        #expect(command.output.contains("estimated"))
    }

    /// What is printed is a description: it can be shown again.
    @Test func aMachineIsShown() throws {
        let command = try Command(["machines", "show", "graviton3-64"])
        #expect(command.code == 0 && command.output.hasPrefix("name: graviton3-64\n"))
        let file = FileManager.default.temporaryDirectory.appending(path: "machine-\(UUID().uuidString).yaml")
        defer { try? FileManager.default.removeItem(at: file) }
        try command.output.write(to: file, atomically: true, encoding: .utf8)
        #expect(try Command(["machines", "show", file.path]).output == command.output)
    }

    @Test(arguments: [
        (["show", "graviton3-46"], Int32(64), "unknown machine \"graviton3-46\"; did you mean graviton3-64"),
        (["show", "no-such.yaml"], 1, "no-such.yaml does not exist"),
        (["measure", "--cpus", "8000"], 64, "--cpus: CPU 8000 does not exist"),
        (["measure", "--cpus", "x"], 64, "--cpus"),
    ])
    func whatIsWrongIsOneLine(arguments: [String], code: Int32, text: String) throws {
        let command = try Command(["machines"] + arguments)
        #expect(command.code == code && command.output == "")
        #expect(command.errorLines.count == 1 && command.errors.contains(text), "\(command.errors)")
    }
}
