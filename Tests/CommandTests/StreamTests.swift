import Foundation
import Testing

/// Streams that cannot be written, or are not there: talk is dropped, data that is lost is an error.
@Suite struct StreamTests {
    /// - Parameter script: a shell's, in which `"$@"` is the program with its arguments.
    private func run(_ arguments: [String], _ script: String) throws -> Command {
        try Command(arguments, by: ["bash", "-c", script, "bash"])
    }

    private static let measuring = [
        "run", "--filename", "model:0", "--design", "bio-array", "--runtime", "0.02", "--ramp-time", "0",
        "--format", "csv",
    ]

    private static let allDesigns = measuring.filter { !["--design", "bio-array"].contains($0) }

    private static let closedEars = [
        "\"$@\" 2>/dev/full", "\"$@\" 2>&-", "trap '' PIPE; \"$@\" 2> >(:)",
        "f=$(mktemp -u); mkfifo $f; sleep 0.1 <$f & exec 3>$f; rm $f; wait; exec \"$@\" 2>&3",
        "f=$(mktemp); exec 3>>$f; rm $f; ulimit -f 0; exec \"$@\" 2>&3",
    ]

    @Test(arguments: closedEars)
    func talkThatCannotBeWrittenChangesNothing(_ script: String) throws {
        #expect(try run(["run", "--filename", "nope"], script).code == 1)
        #expect(try run(["run", "--nonsense"], script).code == 64)
    }

    /// That the kernel's design is left out is talk, and comes first.
    @Test(arguments: ["\"$@\" 2>/dev/full", "\"$@\" 2>&-", "\"$@\" 0<&- 2>&-"])
    func aRunGoesOnWithoutEars(_ script: String) throws {
        let measured = try run(Self.allDesigns, script)
        #expect(measured.code == 0)
        #expect(measured.output.split(separator: "\n").count > 10)
    }

    /// A file that is opened later would get the number of the stream, and the talk that is meant for it.
    @Test func talkDoesNotEndUpInAFileOfResults() throws {
        let folder = try TemporaryFile.make(sizeBytes: 0).path + "-results"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let command = try run(Self.allDesigns + ["--out", folder], "exec \"$@\" 0<&- 2>&-")
        #expect(command.code == 0)
        for name in ["cells.csv", "histograms.csv", "environment.json"] {
            let text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
            #expect(!text.contains("pollbench: "), "\(name)")
        }
    }

    private static let speaking = [
        ["--help"], ["--version"], ["run", "--help"], ["help", "matrix"], ["designs"],
        ["designs", "--format", "json"],
        ["devices"], ["env", "show", "--help"], ["check", "--help"],
        ["--generate-completion-script", "bash"],
        ["run", "--filename", "model:0", "--design", "bio-array", "--dry-run"], measuring,
    ]

    @Test(arguments: speaking)
    func dataThatCannotBeWrittenIsAnError(_ arguments: [String]) throws {
        for (script, reason) in [
            ("exec \"$@\" >/dev/full", "No space left"), ("exec \"$@\" >&-", "Bad file descriptor"),
            ("exec \"$@\" >&- 0<&-", "Bad file descriptor"),
        ] {
            let command = try run(arguments, script)
            #expect(command.code == 1)
            #expect(
                command.errors.contains("pollbench: cannot write to stdout: \(reason)"), "\(command.errors)")
        }
    }

    @Test func aReaderThatIsGoneIsAnErrorAndNoSignal() throws {
        let script = "{ sleep 0.1; \"$@\"; echo $? >&2; } | :"
        #expect(try run(["--help"], script).errorLines.last == "1")
    }

    @Test func aFullPipeThatDoesNotBlockIsWaitedFor() throws {
        // F_SETPIPE_SZ is 1031.
        let python =
            "import os, sys, fcntl\nfcntl.fcntl(1, 1031, 4096)\nfcntl.fcntl(1, fcntl.F_SETFL, os.O_NONBLOCK)\n"
            + "os.execv(sys.argv[1], sys.argv[1:])"
        let script = "python3 -c '\(python)' \"$@\" | { sleep 0.3; cat; }"
        let whole = try Command(["--generate-completion-script", "bash"]).output
        #expect(try run(["--generate-completion-script", "bash"], script).output == whole)
        #expect(whole.utf8.count > 4096)
    }

    @Test(arguments: ["/dev/full", "/nonexistent/x", "/"])
    func anOutputFileThatCannotBeWrittenSaysWhy(_ file: String) throws {
        let folder = try TemporaryFile.make(sizeBytes: 0).path + "-results"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        _ = try Command(Self.measuring + ["--out", folder])
        let command = try Command(["report", folder, "--format", "markdown", "-o", file])
        #expect(command.code == 1)
        let reasons = ["/dev/full": "No space left", "/nonexistent/x": "No such file", "/": "Is a directory"]
        #expect(command.errors.contains("\(file): cannot write: \(reasons[file]!)"), "\(command.errors)")
    }
}

/// Programs that run where /proc is not what it should be.
@Suite(.enabled(if: Masked.isPossible, "needs root and mount namespaces"))
struct WithoutProcTests {
    @Test func theCommandLineIsReadWithoutProc() throws {
        let missing = try Command(["run", "--filename", "nope"], by: Masked.launcher("/proc"))
        #expect(missing.code == 1)
        #expect(missing.errors == "pollbench: nope does not exist\n")
        #expect(try Command(["--version"], by: Masked.launcher("/proc")).output == "0.1.0\n")
        #expect(try Command(["run", "--nonsense"], by: Masked.launcher("/proc")).code == 64)
    }

    @Test func theRowHasTheCommandLineWithoutProc() throws {
        let command = try Command(
            [
                "run", "--filename", "model:0", "--design", "bio-array", "--runtime", "0.02", "--ramp-time",
                "0",
                "--format", "json",
            ], by: Masked.launcher("/proc"))
        #expect(command.code == 0)
        #expect(command.output.contains("run --filename model:0 --design bio-array"))
    }
}
