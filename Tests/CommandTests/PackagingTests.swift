import Foundation
import Testing

@testable import pollbench

/// What packages are made of agrees with the program.
@Suite struct PackagingTests {
    private static let top = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    @Test func theChangelogBeginsWithTheVersion() throws {
        let changelog = try DocumentedCommands.text("Packaging/debian/changelog")
        #expect(changelog.hasPrefix("pollbench (\(Pollbench.configuration.version)) "))
    }

    @Test func everyDependencyHasItsLicence() throws {
        let dependencies = try DocumentedCommands.text("Package.swift")
            .matches(of: /\.package\(url: "[^"]*\/([^"\/]+)"/).map(\.1)
        #expect(dependencies.count >= 4)
        let copyright = try DocumentedCommands.text("Packaging/debian/copyright")
        for name in dependencies {
            #expect(copyright.contains("\(name)/*"), "Packaging/debian/copyright does not name \(name)")
        }
    }

    @Test func theWorkflowRunsWhatIsThere() throws {
        let makefile = try DocumentedCommands.text("Makefile")
        let workflow = try DocumentedCommands.text(".github/workflows/release.yml")
        let targets = workflow.matches(of: /run: make ([a-z-]+)/).map(\.1)
        let scripts = workflow.matches(of: /run: (Packaging\/\S+)/).map { String($0.1) }
        #expect(!targets.isEmpty && !scripts.isEmpty)
        for target in targets { #expect(makefile.contains("\n\(target): "), "\(target)") }
        for script in scripts {
            #expect(
                FileManager.default.isExecutableFile(atPath: Self.top.appending(path: script).path),
                "\(script)")
        }
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func completionsKnowEveryCommand(shell: String) throws {
        let command = try Command(["--generate-completion-script", shell])
        #expect(command.code == 0 && command.errors.isEmpty, "\(command.errors)")
        for name in Pollbench.configuration.subcommands.compactMap({ $0.configuration.commandName }) {
            #expect(command.output.contains(name), "\(name)")
        }
    }

    // MARK: Manual pages

    /// As the generator of the argument parser writes it.
    private static let generated = """
        .Dt POLLBENCH.ENV 1
        .Os
        .Sh NAME
        .Nm "pollbench env"
        .Nd "Two words."
        .Sh SYNOPSIS
        .Nm
        .Op Fl -help
        .Sh DESCRIPTION
        First.

          pollbench env show

          pollbench env diff

        Second.

        Exit codes: 0 fine.
        .Bl -tag -width 6n
        .It Fl -help
        .Pp
        .El
        .Sh "EXIT STATUS"
        .Ex -std
        .Sh "SEE ALSO"
        .Xr pollbench.help 1 ,
        .Xr pollbench.env 1

        """

    private static let finished = """
        .Dt POLLBENCH-ENV 1
        .Os pollbench 1.2
        .Sh NAME
        .Nm pollbench-env
        .Nd Two words.
        .Sh SYNOPSIS
        .Nm "pollbench env"
        .Op Fl -help
        .Sh DESCRIPTION
        First.
        .Bd -literal
          pollbench env show
        .Ed
        .Bd -literal
          pollbench env diff
        .Ed
        .Pp
        Second.
        .Bl -tag -width 6n
        .It Fl -help
        .El
        .Sh "EXIT STATUS"
        Exit codes: 0 fine.
        .Sh COMMANDS
        .Bl -tag -width 6n
        .It Xr pollbench-env 1
        Two words.
        .El

        """

    @Test func pagesAreFinished() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "pollbench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: folder) }
        let page = folder.appending(path: "pollbench.env.1")
        try Self.generated.write(to: page, atomically: false, encoding: .utf8)
        let script = Self.top.appending(path: "Packaging/man.awk").path
        let awk = Process()
        awk.executableURL = URL(filePath: "/usr/bin/env")
        awk.arguments = ["awk", "-v", "version=1.2", "-f", script, page.lastPathComponent]
        awk.currentDirectoryURL = folder
        let output = Pipe()
        awk.standardOutput = output
        try awk.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        awk.waitUntilExit()
        #expect(awk.terminationStatus == 0)
        #expect(text == Self.finished)
    }
}
