import Foundation
import Machines

@testable import Harness

/// Descriptions of machines in files of their own.
enum MachineFile {
    /// The text of one that is part of the program.
    static func text(of name: String) throws -> String { try MachineCatalogue.named(name).text }

    static func choice(_ text: String) throws -> MachineChoice { try with(text) { try MachineChoice($0) } }

    /// Calls `body` with the path of a file of this text.
    static func with<Result>(_ text: String, _ body: (String) throws -> Result) throws -> Result {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).yaml")
        try text.write(to: file, atomically: false, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        return try body(file.path)
    }
}
