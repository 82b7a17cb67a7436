import Foundation

/// Whole files, by the plain system calls: their errno says more than Foundation's errors do.
enum FileBytes {
    /// Reads to the end; a pipe will do.
    static func read(_ path: String) throws(ResultsError) -> [UInt8] {
        var bytes: [UInt8] = []
        var status = stat()
        if stat(path, &status) == 0 { bytes.reserveCapacity(Int(status.st_size)) }
        try readPieces(of: path) { bytes += $0 }
        return bytes
    }

    /// Reads to the end, and hands over piece by piece what was read.
    static func readPieces(
        of path: String, _ body: (ArraySlice<UInt8>) throws(ResultsError) -> Void
    ) throws(ResultsError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw systemError("open", path) }
        defer { close(descriptor) }
        var piece = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let count = Foundation.read(descriptor, &piece, piece.count)
            if count > 0 {
                try body(piece[..<count])
            } else if count == 0 {
                return
            } else if errno != EINTR {
                throw systemError("read", path)
            }
        }
    }

    /// Replaces a file in one step: a reader finds the old bytes or the new ones, also after a crash.
    static func replace(_ path: String, with bytes: [UInt8]) throws(ResultsError) {
        let draft = path + ".new"
        // What a killed run left there is not part of this file.
        unlink(draft)
        do throws(ResultsError) {
            var file = try AppendFile(draft)
            try file.append(bytes)
            guard rename(draft, path) == 0 else { throw systemError("replace", path) }
        } catch {
            unlink(draft)
            throw error
        }
        try syncFolder(of: path)
    }

    /// Makes the names in a file's folder durable: a new name lives in the folder, not in the file.
    static func syncFolder(of path: String) throws(ResultsError) {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw systemError("open", folder) }
        defer { close(descriptor) }
        // Some file systems cannot sync a folder; they say EINVAL, and there is no more to be done.
        guard fsync(descriptor) == 0 || errno == EINVAL else { throw systemError("sync", folder) }
    }

    /// The error of the system call that just failed.
    static func systemError(_ action: String, _ path: String, _ code: Int32 = errno) -> ResultsError {
        ResultsError(.system(action: action, code: code), file: path)
    }
}
