import Foundation
import Processes

/// The gnuplot of this machine.
struct Gnuplot {
    private let path: String

    /// - Parameter searchPath: folders by colon.
    /// - Throws: `noGnuplot` or `gnuplotTooOld`, which say how to get it.
    init(
        searchPath: String = ProcessInfo.processInfo.environment["PATH", default: ""]
    ) throws(FiguresError) {
        let candidates = searchPath.split(separator: ":").map { "\($0)/gnuplot" }
        guard let path = candidates.first(where: FileManager.default.isExecutableFile) else {
            throw .noGnuplot
        }
        self.path = path
        let version = try Self.output(of: try Self.start(path, ["--version"], in: "."))
        guard Self.isRecent(version) else {
            throw .gnuplotTooOld(version.isEmpty ? path : version)
        }
    }

    /// `gnuplot 5.4 patchlevel 4` is.
    static func isRecent(_ version: String) -> Bool {
        guard let found = version.firstMatch(of: /gnuplot (\d+)\.(\d+)/), let major = Int(found.1),
            let minor = Int(found.2)
        else { return false }
        return (major, minor) >= (5, 4)
    }

    /// Runs scripts in their folder, on as many CPUs as there are, and returns what gnuplot had to say.
    @discardableResult
    func run(_ scripts: [String], in folder: String) throws(FiguresError) -> String {
        let count = max(1, min(ProcessInfo.processInfo.activeProcessorCount, scripts.count))
        var running: [ChildProcess] = []
        for part in 0..<count {
            let share = scripts.indices.filter { $0 % count == part }.map { scripts[$0] }
            running.append(try Self.start(path, ["--default-settings"] + share, in: folder))
        }
        var text = ""
        for process in running { text += try Self.output(of: process) }
        return text
    }

    /// What a gnuplot writes until its end.
    ///
    /// - Throws: its last message if it fails.
    private static func output(of process: ChildProcess) throws(FiguresError) -> String {
        let ended: Ended
        do { ended = try process.finish() } catch { throw .gnuplotFailed(error.description) }
        guard ended.cause == .code(0) else {
            let said = ended.output.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
            throw .gnuplotFailed(said.last { $0.contains("line ") } ?? said.last ?? "ended by \(ended.cause)")
        }
        return ended.output
    }

    /// This process' variables without those that users set for gnuplots of their own (a terminal, which need not be
    /// there, fonts, folders), and in one locale: a figure is the same for every user.
    private static var environment: [String] {
        ChildProcess.ownEnvironment(without: ["GNUPLOT", "GNUTERM", "FIT_", "LC_", "LANG"])
            + ["GNUTERM=unknown", "LC_ALL=C.UTF-8"]
    }

    private static func start(
        _ path: String, _ arguments: [String], in folder: String
    ) throws(FiguresError) -> ChildProcess {
        var setup = ChildProcess.Setup()
        (setup.errors, setup.environment, setup.folder) = (nil, environment, folder)
        do {
            return try ChildProcess([path] + arguments, setup)
        } catch {
            throw .gnuplotFailed(error.description)
        }
    }
}
