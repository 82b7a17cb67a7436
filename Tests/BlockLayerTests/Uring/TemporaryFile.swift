import Glibc

/// A file in the temporary folder, gone when the last reference is.
final class TemporaryFile {
    let path: String

    struct CannotMake: Error {}

    /// - Parameter bytes: its size; its data is zeros, written and not left out.
    init(bytes: Int) throws(CannotMake) {
        var template = Array("/var/tmp/pollbench-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw CannotMake() }
        path = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
        defer { close(descriptor) }
        let zeros = [UInt8](repeating: 0, count: bytes)
        guard write(descriptor, zeros, bytes) == bytes, fsync(descriptor) == 0 else { throw CannotMake() }
    }

    deinit {
        unlink(path)
    }
}
