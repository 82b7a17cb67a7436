import Harness
import Results

/// Folders that commands write into.
enum OwnFolder {
    /// Throws `usage` for a folder with results of another command; marks it as this one's.
    static func claim(_ path: String, for maker: ResultsMaker) throws {
        if let owner = try ResultsMaker(ofFolder: path), owner != maker {
            throw HarnessError.usage(
                "\(path) holds results of no \(maker.rawValue), they are of \(owner.command): take another --out"
            )
        }
        try maker.mark(path)
    }

    /// Opens a folder of the command's own.
    static func open(_ path: String, for maker: ResultsMaker) throws -> ResultsFolder {
        try claim(path, for: maker)
        return try ResultsFolder(path: path)
    }
}
