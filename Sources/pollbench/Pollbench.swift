import ArgumentParser
import CPlatform
import Figures
import Foundation
import Harness
import Results
import Units

/// The command line.
@main
struct Pollbench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pollbench",
        abstract: "Compares ways of polling a stacked block device.",
        discussion: exitCodes,
        version: "0.1.0",
        subcommands: [
            RunCommand.self, MatrixCommand.self, MergeCommand.self, PublishedCommand.self,
            CompareCommand.self, GateCommand.self,
            HistoryCommand.self,
            PlotCommand.self, ReportCommand.self, CheckCommand.self, DevicesCommand.self, DesignsCommand.self,
            EnvCommand.self, MachinesCommand.self,
        ])

    static let exitCodes = """
        Exit codes: 0 fine, 1 the run failed, 2 a check found a fault or something became worse, 3 inconclusive, \
        64 the command line is wrong, \
        130 ended by Ctrl-C, 143 by SIGTERM.
        """

    /// Runs the command. Whatever goes wrong is one line on stderr.
    static func main() {
        StandardStreams.prepare()
        Heap.shareByThreads()
        do {
            let arguments = CommandText.arguments.dropFirst()
            try RepeatedOption.check(arguments)
            var command = try parseAsRoot(Array(arguments))
            try command.run()
        } catch let error as ExitCode {
            Foundation.exit(error.rawValue)
        } catch let error as HarnessError {
            fail(error.description, code: Self.exitCode(of: error))
        } catch let error as ResultsError {
            fail(error.description, code: 1)
        } catch let error as FiguresError {
            fail(error.description, code: error.isUsage ? ExitCode.validationFailure.rawValue : 1)
        } catch {
            // Help and version come as errors too.
            if exitCode(for: error) == .success { return write(fullMessage(for: error) + "\n") }
            let text = message(for: error)
            fail(PastedOption.advice(on: text) ?? text, code: exitCode(for: error).rawValue)
        }
    }

    private static func exitCode(of error: HarnessError) -> Int32 {
        if case .usage = error { ExitCode.validationFailure.rawValue } else { 1 }
    }

    private static func fail(_ text: String, code: Int32) -> Never {
        say(text)
        Foundation.exit(code)
    }

    /// One line on stderr, whatever is in the text.
    static func say(_ text: String) {
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ").printable
        StandardStreams.talk("pollbench: \(line)\n")
    }

    /// Data on stdout. Ends the process where it cannot be written: results that are lost are no success.
    static func write(_ data: String) {
        let result = StandardStreams.write(data)
        if result != 0 {
            fail("cannot write to stdout: \(String(cString: platform_error_text(result)))", code: 1)
        }
    }
}
