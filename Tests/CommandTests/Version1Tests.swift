import Foundation
import Results
import Testing

/// Results that are kept from before rows had all settings: every command reads them.
@Suite final class Version1Tests {
    private static let kept = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "version1")

    private let home = FileManager.default.temporaryDirectory.appending(path: "version1-\(UUID())")

    init() throws {
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: false)
        for name in ["base", "candidate"] {
            let folder = home.appending(path: name)
            try FileManager.default.copyItem(at: Self.kept, to: folder)
            let file = folder.appending(path: "cells.csv")
            let text = try String(contentsOf: file, encoding: .utf8)
            // Other runs, later, of the same matrix.
            let run = try #require(try CellsCSV.rows(ofFile: file.path).first?.runID)
            let later = name == "base" ? text : text.replacing(",2026-", with: ",2027-")
            try later.replacing(run, with: name).write(to: file, atomically: false, encoding: .utf8)
        }
    }

    deinit { try? FileManager.default.removeItem(at: home) }

    private func run(_ arguments: String...) throws -> Command {
        try Command(arguments, by: ["env", "-C", home.path])
    }

    @Test func theyAreOfVersion1() throws {
        let rows = try CellsCSV.rows(ofFile: Self.kept.path + "/cells.csv")
        #expect(Set(rows.map(\.schemaVersion)) == [1])
        #expect(rows.allSatisfy { $0.stackName != nil && $0.ending == "after-lock" })
    }

    /// What their rows cannot say is the same, as both ran one matrix.
    @Test func theyAreCompared() throws {
        let command = try run("compare", "base", "candidate", "--metric", "iops")
        #expect(command.code == 0, "\(command.errors)\(command.output)")
        for folder in ["base", "candidate"] {
            try FileManager.default.removeItem(at: home.appending(path: folder + "/matrix.yaml"))
        }
        #expect(try run("compare", "base", "candidate", "--metric", "iops").code == 0)
    }

    @Test func theyAreReadByAllOthers() throws {
        let history = try run("history", "base", "candidate", "--metric", "iops")
        #expect(history.code == 0 && !history.output.contains("#2"), "\(history.errors)")
        #expect(try run("report", "base", "-o", "report.html").code == 0)
        #expect(try run("published", "--from", "base").code == 0)
    }
}
