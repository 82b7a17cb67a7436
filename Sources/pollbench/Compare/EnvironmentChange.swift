import Environment
import Foundation

/// The difference between the environments of two results.
struct EnvironmentChange {
    /// A line each.
    let differences: [String]
    /// Why a change could have another cause than the code; nil if it could not.
    let obstacle: String?
    /// The environments that are missing, a line each.
    let missing: [String]

    /// What is to be judged.
    private static let judged = [["software", "commit"], ["software", "pollbench"]]

    /// - Parameters:
    ///   - base, candidate: folders of results, or files in one.
    ///   - isDeterministic: whether counts of instructions are compared: they move with whatever is not the code.
    init(
        from base: String, to candidate: String, isDeterministic: Bool = false
    ) throws(EnvironmentFileError) {
        let paths = [base, candidate].map(Self.folder)
        let folders = try paths.map { (path) throws(EnvironmentFileError) in try EnvironmentFolder(path) }
        missing = zip(paths, folders).filter { $0.1.files.isEmpty }.map { path, _ in
            "\(path)/\(EnvironmentFile.name) is missing: it is not known whether the environments differ"
        }
        guard let before = folders[0].merged, let after = folders[1].merged else {
            (differences, obstacle) = ([], missing.first)
            return
        }
        let diff = EnvironmentDiff(from: before, to: after)
        differences = diff.lasting.map(\.text)
        let mixed = zip(paths, folders).compactMap { path, folder in
            folder.obstacle.map { "\(path) has rows of several environments: \($0.text)" }
        }
        let change = diff.lasting.first {
            isDeterministic ? !Self.judged.contains($0.path) : $0.isDecisive
        }
        obstacle = mixed.first ?? change?.text
    }

    /// Where the rows are.
    private static func folder(of results: String) -> String {
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: results, isDirectory: &isFolder)
        let isRows = !(exists && isFolder.boolValue)
        return (isRows ? URL(filePath: results).deletingLastPathComponent() : URL(filePath: results))
            .relativePath
    }
}
