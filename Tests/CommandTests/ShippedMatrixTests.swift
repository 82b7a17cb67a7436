import Foundation
import Testing

@testable import pollbench

/// The matrices that are part of the program, from a folder that holds nothing of the repository.
@Suite struct ShippedMatrixTests {
    private static let top = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Runs pollbench in a folder of its own.
    ///
    /// - Parameter prepare: makes files in the folder.
    private func run(_ arguments: [String], _ prepare: (URL) throws -> Void = { _ in }) throws -> Command {
        let folder = FileManager.default.temporaryDirectory.appending(path: "pollbench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: folder) }
        try prepare(folder)
        return try Command(arguments, by: ["env", "-C", folder.path])
    }

    /// All but the policy of gates.
    @Test func everyMatrixOfBenchmarksShips() throws {
        let folder = Self.top.appending(path: "Benchmarks")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".yaml") && $0 != "gate.yaml" }
        #expect(ShippedMatrix.all.map { $0.name + ".yaml" }.sorted() == files.sorted())
        let page = try DocumentedCommands.text("docs/matrices.md")
        for name in ShippedMatrix.all.map(\.name) {
            let text = try String(contentsOf: folder.appending(path: name + ".yaml"), encoding: .utf8)
            #expect(try ShippedMatrix.matrix(name).text == text)
            #expect(page.contains("| [`\(name)`]("), "docs/matrices.md does not list \(name)")
        }
    }

    @Test func aNameIsFoundFromAnywhere() throws {
        let command = try run(["matrix", "contention", "--only", "numjobs2-queues1-cookie$", "--dry-run"])
        #expect(command.code == 0, "\(command.errors)")
        #expect(command.output.hasPrefix("striped/randread-bs8k-iodepth16-numjobs2-queues1-cookie\n"))
    }

    @Test func aFileOfThatNameIsPreferred() throws {
        let command = try run(["matrix", "default", "--dry-run"]) { folder in
            try "stacks: {mine: {device: model:0}}\ndesigns: cookie\n"
                .write(to: folder.appending(path: "default"), atomically: false, encoding: .utf8)
        }
        #expect(command.output.hasPrefix("mine/"), "\(command.errors)")
    }

    /// That of an earlier run's results, say.
    @Test func aFolderOfThatNameIsNot() throws {
        let command = try run(["matrix", "engine", "--dry-run"]) { folder in
            try FileManager.default.createDirectory(
                at: folder.appending(path: "engine"), withIntermediateDirectories: false)
        }
        #expect(command.code == 0, "\(command.errors)")
    }

    @Test(arguments: [
        ("contntion", "nvme-template; did you mean contention?"), ("mine", "engine, nvme-template"),
        ("contention.yaml", "contention.yaml does not exist"), ("./contention", "does not exist"),
    ])
    func aWrongNameIsOneLine(_ name: String, _ end: String) throws {
        let command = try run(["matrix", name])
        #expect(command.code == 1)
        #expect(command.errorLines.count == 1 && command.errors.hasSuffix(end + "\n"), "\(command.errors)")
    }

    @Test func theHelpListsThem() throws {
        let help = try run(["matrix", "--help"]).output
        for name in ShippedMatrix.all.map(\.name) { #expect(help.contains("\n  \(name) "), "\(name)") }
    }
}
