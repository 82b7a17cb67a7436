import ArgumentParser
import Foundation
import Testing

@testable import pollbench

/// The commands and flags that the documents show are those of the program and of the Makefile.
@Suite struct DocumentedCommandTests {
    @Test func everyCommandParses() throws {
        let commands = try DocumentedCommands.of("pollbench").filter {
            !$0.words.contains { $0.contains("…") }
        }
        #expect(commands.count >= 30)
        for command in commands {
            // A name alone is talk of the subcommand.
            let words = command.words.count == 1 ? command.words + ["--help"] : command.words
            do {
                _ = try Pollbench.parseAsRoot(words)
            } catch {
                let isHelp = Pollbench.exitCode(for: error) == .success
                #expect(isHelp, "\(command): \(Pollbench.message(for: error))")
            }
        }
    }

    @Test func everyTargetOfMakeIsThere() throws {
        let makefile = try DocumentedCommands.text("Makefile")
        let targets = Set(makefile.matches(of: /(?m)^([a-z-]+):/).map { String($0.1) })
        let commands = try DocumentedCommands.of("make")
        #expect(commands.count >= 20)
        for command in commands {
            let named = command.words.filter { !$0.contains("=") }
            #expect(!named.isEmpty && named.allSatisfy(targets.contains), "\(command)")
        }
    }

    /// Flags of otava, git, swift, Slurm, tar, and of what make runs.
    private static let flagsOfOthers: Set = [
        "--add", "--append", "--array", "--config-file", "--constraint", "--dependency", "--exclusive",
        "--filter", "--global", "--minutes", "--output", "--parsable", "--partition", "--sample", "--setup",
        "--strip-components",
    ]

    @Test func everyFlagIsThere() throws {
        let known = Self.below(Pollbench.self).reduce(into: Self.flagsOfOthers) { known, command in
            known.formUnion(Self.flags(in: Pollbench.helpMessage(for: command)))
        }
        #expect(known.count > 80)
        for path in try DocumentedCommands.paths() where path != "Tests/Guest/README.md" {
            let unknown = Self.flags(in: try DocumentedCommands.text(path)).subtracting(known)
            #expect(unknown == [], "\(path)")
        }
    }

    /// The subcommands of a command, and theirs.
    private static func below(_ command: any ParsableCommand.Type) -> [any ParsableCommand.Type] {
        command.configuration.subcommands.flatMap { [$0] + below($0) }
    }

    private static func flags(in text: String) -> Set<String> {
        Set(text.matches(of: /[\s`(\/](--[a-z][a-z-]+)/).map { String($0.1) })
    }
}
