import Environment
import Foundation
import Harness
import Processes
import Results

/// One of the two builds that a gate compares, and the folder of its results.
struct GateSide {
    enum Name: String, CaseIterable { case base, candidate }

    let name: Name
    /// The folder of its results.
    let folder: String
    private let build: GateBuild
    private let matrix: String
    private let options: [String]
    /// Its stderr.
    private let log: FileHandle
    private let logPath: String

    /// - Parameters:
    ///   - out: what the folder is in.
    ///   - options: for `pollbench matrix`.
    init(_ name: Name, _ build: GateBuild, out: String, matrix: String, options: [String]) throws {
        guard FileManager.default.isExecutableFile(atPath: build.binary) else {
            throw HarnessError.environment("the \(name) \(build.binary) is not an executable")
        }
        (self.name, self.build, self.matrix, self.options) = (name, build, matrix, options)
        folder = out + "/" + name.rawValue
        logPath = folder + ".log"
        try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
        guard FileManager.default.createFile(atPath: logPath, contents: nil),
            let log = FileHandle(forWritingAtPath: logPath)
        else { throw HarnessError.environment("\(logPath): cannot be written") }
        self.log = log
    }

    /// - Throws: `usage` if a side has results already, as it is not known of which builds.
    static func checkFree(_ out: String) throws(HarnessError) {
        let taken = Name.allCases.map { "\(out)/\($0.rawValue)" }
            .first { FileManager.default.fileExists(atPath: $0 + "/cells.csv") }
        guard let taken else { return }
        throw .usage("\(taken) holds results already: remove \(out), or name another --out")
    }

    /// The message by which the build rejects the matrix; nil if it accepts it. Nothing is measured.
    ///
    /// - Throws: `environment` if it fails otherwise.
    func refusal() throws -> String? {
        switch try run(["--round", "1", "--dry-run"]) {
        case .code(0): return nil
        case .code(64):
            let hint = lastLine.contains("--round") ? "; it is older than pollbench gate" : ""
            return "the \(name) \(build.binary) rejects the matrix: \(lastLine)\(hint)"
        case let end: throw failure(end, "before the first round")
        }
    }

    /// Does one round, by a process of its own: what a process is dealt (addresses, pages) shall be noise of its rounds
    /// and no difference between the builds.
    ///
    /// - Parameter results: in ``folder``; the process gets a folder that holds nothing yet.
    /// - Throws: `environment` if it fails. Failed IOs are not a failure: they are in its rows.
    func run(round: Int, into results: ResultsFolder) throws {
        let part = folder + ".round"
        func clear() { try? FileManager.default.removeItem(atPath: part) }
        // A gate that was killed may have left one.
        clear()
        defer { clear() }
        switch try run(["--round", "\(round)", "--out", part, "--format", "csv"]) {
        case .code(0): break
        case .code(1) where Self.hasRows(part): break
        case let end: throw failure(end, "in round \(round)")
        }
        try results.takeOver(part, environment: try environmentName(of: part))
    }

    /// The file for the environment of a round: a machine may change between two of them.
    private func environmentName(of part: String) throws -> String {
        guard let record = try EnvironmentFolder(part).files.first else { return EnvironmentFile.name }
        return try EnvironmentFolder(folder).name(for: record)
    }

    private static func hasRows(_ folder: String) -> Bool {
        let rows = try? CellsCSV.rows(ofFile: folder + "/cells.csv")
        return rows?.isEmpty == false
    }

    private func run(_ arguments: [String]) throws -> Ended.Cause {
        try GateProcess.run(
            [build.binary, "matrix", matrix] + options + arguments, output: .dropped,
            errors: .descriptor(log.fileDescriptor), commit: build.commit
        ).cause
    }

    private func failure(_ end: Ended.Cause, _ time: String) -> HarnessError {
        .environment(
            "the \(name) \(build.binary) ended with \(end) \(time): \(lastLine); \(logPath) has all its messages"
        )
    }

    private var lastLine: String {
        // Of a build of any version: not all that it writes need be UTF-8.
        let text = String(decoding: FileManager.default.contents(atPath: logPath) ?? Data(), as: UTF8.self)
        let line = text.split(whereSeparator: \.isNewline).last ?? "it printed nothing"
        return String(line.trimmingPrefix("pollbench: "))
    }
}
