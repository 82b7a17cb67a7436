import Foundation

/// A file that only grows, by whole pieces: after `append` the piece is on the disk, or the file is as
/// it was. While it is open no other run can append to it.
struct AppendFile: ~Copyable {
    let path: String
    private var descriptor: CInt
    /// The length in bytes.
    private(set) var size: Int

    /// Opens the file, and creates it if it is not there.
    /// - Throws: `inUse`, or the system's error.
    init(_ path: String) throws(ResultsError) {
        (descriptor, size) = try Self.openLocked(path)
        self.path = path
    }

    deinit { close(descriptor) }

    /// Writes the bytes at the end and waits until the disk has them.
    mutating func append(_ bytes: [UInt8]) throws(ResultsError) {
        do throws(ResultsError) {
            try write(bytes)
            guard fsync(descriptor) == 0 else { throw FileBytes.systemError("flush", path) }
        } catch {
            ftruncate(descriptor, size)
            throw error
        }
        size += bytes.count
    }

    /// Cuts the file to its first `length` bytes.
    mutating func cut(to length: Int) throws(ResultsError) {
        guard ftruncate(descriptor, length) == 0, fsync(descriptor) == 0 else {
            throw FileBytes.systemError("shorten", path)
        }
        size = length
    }

    /// Replaces all bytes in one step; the file stays open and locked.
    mutating func replace(with bytes: [UInt8]) throws(ResultsError) {
        try FileBytes.replace(path, with: bytes)
        let replaced = descriptor
        (descriptor, size) = try Self.openLocked(path)
        close(replaced)
    }

    private static func openLocked(_ path: String) throws(ResultsError) -> (descriptor: CInt, size: Int) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw FileBytes.systemError("open for writing", path) }
        do throws(ResultsError) {
            var status = stat()
            guard fstat(descriptor, &status) == 0 else { throw FileBytes.systemError("look at", path) }
            // A file system without locks is no reason not to measure; only a lock that is held is.
            let isLocked = flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK
            guard !isLocked else { throw ResultsError(.inUse, file: path) }
            return (descriptor, Int(status.st_size))
        } catch {
            close(descriptor)
            throw error
        }
    }

    private func write(_ bytes: [UInt8]) throws(ResultsError) {
        let code = DescriptorOutput.write(bytes, to: descriptor)
        guard code == 0 else { throw FileBytes.systemError("write", path, code) }
    }
}
