import CPlatform
import Foundation
import Harness
import Results

/// Where a command leaves its text.
enum OutputFile {
    /// What folders of results consist of.
    private static let ofResults: Set = ["cells.csv", "histograms.csv", "environment.json", "matrix.yaml"]

    /// Throws `usage` where a folder of results would lose a file.
    private static func check(_ path: String) throws(HarnessError) {
        let url = URL(filePath: path)
        let cells = url.deletingLastPathComponent().appending(path: "cells.csv").path
        guard ofResults.contains(url.lastPathComponent), FileManager.default.fileExists(atPath: cells) else {
            return
        }
        throw .usage("\(path) is a file of results, which would be lost: name another")
    }

    /// - Parameter path: nil for stdout.
    static func write(_ text: String, to path: String?) throws(HarnessError) {
        guard let path else { return Pollbench.write(text) }
        try check(path)
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw failure(path, errno) }
        var result = DescriptorOutput.write(Array(text.utf8), to: descriptor)
        // Network file systems report a full disk only here.
        if close(descriptor) != 0, result == 0 { result = errno }
        guard result == 0 else { throw failure(path, result) }
    }

    private static func failure(_ path: String, _ errno: Int32) -> HarnessError {
        .environment("\(path): cannot write: \(String(cString: platform_error_text(errno)))")
    }
}
