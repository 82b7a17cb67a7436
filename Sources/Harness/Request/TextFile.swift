import BlockLayer
import Glibc

/// The text of a file, a pipe or a device like /dev/stdin, read once and to its end, without a byte order mark.
///
/// - Parameter mostBytes: beyond this it is no text that is read here, and may have no end.
/// - Throws: `environment` with the path and the cause where it cannot be read; `usage` with the place of what is not
///   UTF-8.
public func readText(_ path: String, mostBytes: Int = 64 << 20) throws(HarnessError) -> String {
    let bytes = try TextFile.bytes(path, mostBytes: mostBytes)
    guard let text = String(validating: bytes, as: UTF8.self) else {
        throw TextFile.encodingFault(bytes, path)
    }
    return text.unicodeScalars.first == "\u{feff}" ? String(text.unicodeScalars.dropFirst()) : text
}

private enum TextFile {
    static func bytes(_ path: String, mostBytes: Int) throws(HarnessError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path, errno) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &piece, piece.count)
            if count == 0 { return bytes }
            if count < 0 {
                guard errno == EINTR else { throw failure(path, errno) }
                continue
            }
            bytes += piece[..<count]
            guard bytes.count <= mostBytes else {
                throw .usage("\(path): larger than any file that is read here (\(mostBytes) bytes)")
            }
        }
    }

    private static func failure(_ path: String, _ errno: Int32) -> HarnessError {
        switch errno {
        case ENOENT: .environment("\(path) does not exist")
        case EISDIR: .environment("\(path) is a folder, not a file")
        case EACCES, EPERM:
            .environment("\(path) may not be read (\(errorText(errno))): run as root or change its mode")
        default: .environment("\(path) cannot be read: \(errorText(errno))")
        }
    }

    /// Where bytes are not UTF-8: line and column, in characters, of the first.
    static func encodingFault(_ bytes: [UInt8], _ path: String) -> HarnessError {
        if bytes.starts(with: [0xff, 0xfe]) || bytes.starts(with: [0xfe, 0xff]) {
            return .usage("\(path):1:1: the text is UTF-16, not UTF-8: iconv -f UTF-16 -t UTF-8 converts it")
        }
        var (line, column) = (1, 1)
        var parser = Unicode.UTF8.ForwardParser()
        var rest = bytes.makeIterator()
        while case .valid(let scalar) = parser.parseScalar(from: &rest) {
            let isLineEnd = scalar.first == UInt8(ascii: "\n")
            (line, column) = isLineEnd ? (line + 1, 1) : (line, column + 1)
        }
        return .usage("\(path):\(line):\(column): the text is not UTF-8")
    }
}
