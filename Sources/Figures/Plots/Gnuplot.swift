import Foundation

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
        let version = try Self.start(path, ["--version"], in: ".").finish()
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
        var running: [Running] = []
        for part in 0..<count {
            let share = scripts.indices.filter { $0 % count == part }.map { scripts[$0] }
            running.append(try Self.start(path, ["--default-settings"] + share, in: folder))
        }
        var text = ""
        for process in running { text += try process.finish() }
        return text
    }

    private struct Running {
        let process: Process
        let output: Pipe

        /// Waits for the end.
        /// - Throws: what gnuplot said where it failed.
        func finish() throws(FiguresError) -> String {
            let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            guard process.terminationReason == .exit, process.terminationStatus == 0 else {
                let said = text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
                throw .gnuplotFailed(said.last { $0.contains("line ") } ?? said.last ?? "ended by a signal")
            }
            return text
        }
    }

    /// Without what users set for gnuplots of their own (a terminal, which need not be there, fonts, folders), and in
    /// one locale: a figure is the same for every user.
    private static var environment: [String: String] {
        var variables = ProcessInfo.processInfo.environment.filter { name, _ in
            !["GNUPLOT", "FIT_", "LC_", "LANG"].contains { name.hasPrefix($0) }
        }
        variables["GNUTERM"] = "unknown"
        variables["LC_ALL"] = "C.UTF-8"
        return variables
    }

    private static func start(
        _ path: String, _ arguments: [String], in folder: String
    ) throws(FiguresError) -> Running {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.environment = environment
        process.currentDirectoryURL = URL(filePath: folder)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        do {
            try process.run()
        } catch {
            throw .gnuplotFailed("\(path): \(error.localizedDescription)")
        }
        return Running(process: process, output: output)
    }
}
