import Foundation
import Harness

/// Where a command leaves its text.
enum OutputFile {
    /// - Parameter path: nil for stdout.
    static func write(_ text: String, to path: String?) throws(HarnessError) {
        guard let path else { return Pollbench.write(text) }
        do {
            try text.write(toFile: path, atomically: false, encoding: .utf8)
        } catch {
            throw .environment("\(path): cannot write: \(String(cString: strerror(errno)))")
        }
    }
}
