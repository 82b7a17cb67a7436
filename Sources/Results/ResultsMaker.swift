import Foundation

/// The command that made a folder of results. It owns the folder: other rows in it would be taken for its own.
public enum ResultsMaker: String, CaseIterable, Sendable {
    case run, matrix, published, gate

    /// The command.
    public var command: String { "pollbench \(rawValue)" }

    /// The file that says so, where no other does.
    private static let mark = "/made-by"

    /// The maker of a folder; nil for one that does not exist or holds no results yet.
    ///
    /// - Throws: the system's error.
    public init?(ofFolder path: String) throws(ResultsError) {
        let mark = path + Self.mark
        if access(mark, F_OK) == 0 {
            let word = String(decoding: try FileBytes.read(mark), as: UTF8.self)
            self.init(rawValue: word.trimmingCharacters(in: .whitespacesAndNewlines))
        } else if access(path + "/matrix.yaml", F_OK) == 0 {
            self = .matrix
        } else if access(path + "/cells.csv", F_OK) == 0,
            try FileBytes.read(path + "/cells.csv").split(separator: 10).count > 1
        {
            self = .run
        } else {
            return nil
        }
    }

    /// Marks a folder whose files do not show its maker.
    ///
    /// - Throws: the system's error.
    public func mark(_ path: String) throws(ResultsError) {
        guard self == .published || self == .gate else { return }
        try ResultsFolder.makeFolder(path)
        try FileBytes.replace(path + Self.mark, with: Array((rawValue + "\n").utf8))
    }
}
