import Glibc
import Testing

@testable import Processes

@Suite struct ChildProcessTests {
    private func shell(
        _ script: String, _ change: (inout ChildProcess.Setup) -> Void = { _ in }
    ) throws -> Ended {
        var setup = ChildProcess.Setup()
        change(&setup)
        return try ChildProcess(["sh", "-c", script], setup).finish()
    }

    @Test func streamsAreKeptApart() throws {
        let ended = try shell("cat; echo bad >&2; exit 3") { $0.input = "good" }
        #expect(ended.output == "good" && ended.errors == "bad\n")
        #expect(ended.cause == .code(3) && ended.code == 3)
    }

    @Test func streamsThatGoToOnePlaceKeepTheirOrder() throws {
        #expect(try shell("echo a; echo b >&2; echo c") { $0.errors = nil }.output == "a\nb\nc\n")
    }

    @Test func aDroppedStreamIsEmpty() throws {
        let ended = try shell("echo a; echo b >&2") { $0.errors = .dropped }
        #expect(ended.output == "a\n" && ended.errors.isEmpty)
    }

    /// More than pipes hold, both ways at once.
    @Test func muchTextDoesNotBlock() throws {
        let text = String(repeating: "0 8 zero \n", count: 40_000)
        let ended = try shell("cat; cat /dev/zero | head -c 400000 >&2") { $0.input = text }
        #expect(ended.output == text && ended.errors.utf8.count == 400_000)
    }

    @Test func noShellReadsTheArguments() throws {
        #expect(try ChildProcess(["/bin/echo", "$HOME", "a b", "*"]).finish().output == "$HOME a b *\n")
    }

    @Test func folderAndVariablesAreThoseOfTheSetup() throws {
        let ended = try shell("pwd; echo $ONE") { ($0.folder, $0.environment) = ("/", ["ONE=1"]) }
        #expect(ended.output == "/\n1\n")
    }

    @Test func aSignalThatEndsItIsTold() throws {
        let ended = try shell("kill -9 $$")
        #expect(ended.cause == .signal(9) && ended.code == 137)
    }

    @Test func aProgramThatIsMissingIsNamed() {
        let error = #expect(throws: ChildProcessError.self) { try ChildProcess(["no-such-program"]) }
        #expect(error?.description == "cannot run no-such-program: No such file or directory")
    }

    /// The shell waits for a child of its own: a signal to the shell alone would leave that behind.
    @Test func aSignalReachesTheWholeGroup() throws {
        var setup = ChildProcess.Setup()
        setup.leadsGroup = true
        let ended = try ChildProcess(["sh", "-c", "sleep 600; true"], setup).finish { SIGTERM }
        #expect(ended.cause == .signal(SIGTERM))
    }

    /// A pipe that nobody reads ends a program, as it would from a shell.
    @Test func ignoredSignalsAreNotInherited() throws {
        let before = signal(SIGPIPE, SIG_IGN)
        defer { signal(SIGPIPE, before) }
        #expect(try shell("kill -PIPE $$").cause == .signal(SIGPIPE))
    }
}
