import Foundation

@testable import Harness

/// A matrix of this text, read from a file of its own.
func matrix(_ text: String) throws -> Matrix {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).yaml")
    try text.write(to: file, atomically: false, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    return try Matrix(readingFrom: file.path)
}

/// What such a matrix is refused with, `LINE:COLUMN: message`.
func matrixRefusal(_ text: String) -> String {
    let message = refusal { _ = try matrix(text) }
    return message.range(of: ".yaml:").map { String(message[$0.upperBound...]) } ?? message
}
