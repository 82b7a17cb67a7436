import Glibc
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

    /// Set for the whole process, so this asks for what other tests do not look at.
    @Test func whatUsersSetForToolsOfTheirOwnIsLeftOut() throws {
        for name in ["DM_DEV_DIR", "DM_UDEV_COOKIE", "LC_MESSAGES", "LANGUAGE"] {
            setenv(name, "somewhere", 1)
        }
        setenv("DM_DISABLE_UDEV", "1", 1)
        defer {
            for name in ["DM_DEV_DIR", "DM_UDEV_COOKIE", "LC_MESSAGES", "LANGUAGE", "DM_DISABLE_UDEV"] {
                unsetenv(name)
            }
        }
        let script =
            "echo $DM_DEV_DIR$DM_UDEV_COOKIE$LC_MESSAGES$LANGUAGE/$LC_ALL/$DM_DISABLE_UDEV/${PATH:+path}"
        #expect(try shell(script).output == "/C/1/path\n")
    }

    @Test func signalsHaveCodesToo() throws {
        #expect(try shell("kill -9 $$").code == 137)
    }
}
