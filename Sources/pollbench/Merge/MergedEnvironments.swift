import Environment
import Foundation
import Harness
import Results

/// The records of the environments of several folders, each once: the first is `environment.json`.
struct MergedEnvironments {
    /// What differs, and what is missing, a line each.
    private(set) var notes: [String] = []
    private var files: [EnvironmentFile] = []

    /// How many differences a note lists.
    private static let mostListed = 3

    /// - Parameter folders: of results.
    init(_ folders: [String]) throws(EnvironmentFileError) {
        for path in folders {
            let folder = try EnvironmentFolder(path)
            if folder.files.isEmpty {
                notes.append(
                    "\(path)/\(EnvironmentFile.name) is missing: it is not known where its rows were measured"
                )
            }
            for file in folder.files where !files.contains(where: { $0.id == file.id }) {
                if let first = files.first { notes.append(Self.note(on: file, after: first)) }
                files.append(file)
            }
        }
    }

    private static func note(on file: EnvironmentFile, after first: EnvironmentFile) -> String {
        let changes = EnvironmentDiff(from: first, to: file).lasting.map(\.text)
        let more = changes.count > mostListed ? "; and \(changes.count - mostListed) more" : ""
        return
            "\(file.path) differs from \(first.path): \(changes.prefix(mostListed).joined(separator: "; "))\(more)"
    }

    /// Writes all of them into a folder that has none.
    func write(to folder: ResultsFolder) throws {
        for (place, file) in files.enumerated() {
            let name = place == 0 ? EnvironmentFile.name : EnvironmentFile.name(ofFurther: file.id)
            do {
                try folder.writeEnvironment(try Data(contentsOf: URL(filePath: file.path)), as: name)
            } catch let error as CocoaError {
                throw HarnessError.environment("\(file.path): \(error.localizedDescription)")
            }
        }
    }
}
