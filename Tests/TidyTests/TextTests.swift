import Foundation
import Testing

/// The bytes of all files that people write: what no editor shows is not in them.
@Suite struct TextTests {
    private static let folders = [".ci", "Benchmarks", "Scripts", "Sources", "Tests", "docs"]
    private static let files = ["CONTRIBUTING.md", "Makefile", "Package.swift", "README.md"]

    /// Text that programs wrote, or whose blanks mean something.
    private static func isOthers(_ path: String) -> Bool {
        ["csv", "json", "patch", "fio", "svg"].contains { path.hasSuffix("." + $0) }
    }

    private static func paths() throws -> [String] {
        var paths = files
        for folder in folders {
            let path = SourceTree.top.appending(path: folder).path
            let found = try #require(FileManager.default.enumerator(atPath: path))
            let names = found.compactMap { $0 as? String }.map { "\(folder)/\($0)" }
            #expect(!names.isEmpty, "\(folder) has files")
            paths += names
        }
        return paths.filter { path in
            var isFolder: ObjCBool = false
            let file = SourceTree.top.appending(path: path).path
            let exists = FileManager.default.fileExists(atPath: file, isDirectory: &isFolder)
            return exists && !isFolder.boolValue && !isOthers(path)
        }
    }

    @Test func noLineHasWhatCannotBeSeen() throws {
        for path in try Self.paths() {
            let bytes = try [UInt8](Data(contentsOf: SourceTree.top.appending(path: path)))
            #expect(bytes.isEmpty || bytes.last == UInt8(ascii: "\n"), "\(path) ends without a newline")
            for place in Self.faults(in: bytes) { Issue.record("\(path):\(place)") }
        }
    }

    @Test(arguments: [("a \n", "1: a blank at the end"), ("\na\u{1B}\n", "2: a control character, 0x1b")])
    func faultsAreSeen(text: String, fault: String) {
        #expect(Self.faults(in: Array(text.utf8)) == [fault])
    }

    /// Tabs are for make and for aligned text.
    private static func faults(in bytes: [UInt8]) -> [String] {
        var faults: [String] = []
        var (line, before) = (1, UInt8(ascii: "\n"))
        for byte in bytes {
            if byte == UInt8(ascii: "\n") {
                if before == UInt8(ascii: " ") || before == UInt8(ascii: "\t") {
                    faults.append("\(line): a blank at the end")
                }
                line += 1
            } else if byte < 0x20 && byte != UInt8(ascii: "\t") || byte == 0x7F {
                faults.append("\(line): a control character, 0x\(String(byte, radix: 16))")
            }
            before = byte
        }
        return faults
    }
}
