import Testing

@testable import BlockDevices

@Suite struct ChildProcessTests {
    private func shell(_ script: String, input: String = "") throws -> ChildProcess {
        try ChildProcess("/bin/sh", ["-c", script], input: input)
    }

    @Test func streamsAreKeptApart() throws {
        let process = try shell("cat; echo bad >&2; exit 3", input: "good")
        #expect(process.output == "good")
        #expect(process.errors == "bad\n")
        #expect(process.code == 3)
    }

    /// More than pipes hold, both ways at once.
    @Test func muchTextIsNoTrap() throws {
        let text = String(repeating: "0 8 zero \n", count: 40_000)
        let process = try shell("cat; cat /dev/zero | head -c 400000 >&2", input: text)
        #expect(process.output == text)
        #expect(process.errors.utf8.count == 400_000)
    }

    @Test func argumentsAreNotReadByAShell() throws {
        let process = try ChildProcess("/bin/echo", ["$HOME", "a b", "*"], input: "")
        #expect(process.output == "$HOME a b *\n")
    }

    @Test func signalsHaveCodesToo() throws {
        #expect(try shell("kill -9 $$").code == 137)
    }
}
