import Foundation
import Results

/// Folders of invented results.
enum MadeUpResults {
    /// Writes rows, and of the environment the kernel if it is given, into a new folder.
    static func write(_ rows: [CellRow], kernel: String?, to folder: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        try Data(CellsCSV.text(of: rows).utf8).write(to: folder.appending(path: "cells.csv"))
        guard let kernel else { return }
        let record = "{\"schema_version\": 1, \"kernel\": {\"release\": \"\(kernel)\"}}"
        try Data(record.utf8).write(to: folder.appending(path: "environment.json"))
    }
}
