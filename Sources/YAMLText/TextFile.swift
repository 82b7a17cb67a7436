import CPlatform
import Glibc

/// Reads files of text.
public enum TextFile {
    /// The largest file that is read, in bytes.
    public static let mostBytes = 64 << 20

    /// The text of a file, a pipe or a device like /dev/stdin, read once and to its end, without a byte order mark.
    ///
    /// - Parameter mostBytes: beyond this it is no text that is read here, and may have no end.
    /// - Throws: `unreadable` with the path and the cause; `mistake` with the place of bytes that are not UTF-8.
    public static func read(_ path: String, mostBytes: Int = mostBytes) throws(TextFileError) -> String {
        let bytes = try bytes(path, mostBytes: mostBytes)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw encodingFault(bytes, path)
        }
        return text.unicodeScalars.first == "\u{feff}" ? String(text.unicodeScalars.dropFirst()) : text
    }

    private static func bytes(_ path: String, mostBytes: Int) throws(TextFileError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path, errno) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(descriptor, &piece, piece.count)
            if count == 0 { return bytes }
            if count < 0 {
                guard errno == EINTR else { throw failure(path, errno) }
                continue
            }
            bytes += piece[..<count]
            guard bytes.count <= mostBytes else {
                throw .mistake("\(path): larger than any file that is read here (\(mostBytes) bytes)")
            }
        }
    }

    private static func failure(_ path: String, _ errno: Int32) -> TextFileError {
        switch errno {
        case ENOENT: .unreadable("\(path) does not exist")
        case EISDIR: .unreadable("\(path) is a folder, not a file")
        case EACCES, EPERM:
            .unreadable("\(path) may not be read (\(errorText(errno))): run as root or change its mode")
        default: .unreadable("\(path) cannot be read: \(errorText(errno))")
        }
    }

    /// Where bytes are not UTF-8: line and column, in characters, of the first.
    private static func encodingFault(_ bytes: [UInt8], _ path: String) -> TextFileError {
        if bytes.starts(with: [0xff, 0xfe]) || bytes.starts(with: [0xfe, 0xff]) {
            return .mistake(
                "\(path):1:1: the text is UTF-16, not UTF-8: iconv -f UTF-16 -t UTF-8 converts it")
        }
        var (line, column) = (1, 1)
        var parser = Unicode.UTF8.ForwardParser()
        var rest = bytes.makeIterator()
        while case .valid(let scalar) = parser.parseScalar(from: &rest) {
            let isLineEnd = scalar.first == UInt8(ascii: "\n")
            (line, column) = isLineEnd ? (line + 1, 1) : (line, column + 1)
        }
        return .mistake("\(path):\(line):\(column): the text is not UTF-8")
    }

    private static func errorText(_ errno: Int32) -> String { String(cString: platform_error_text(errno)) }
}
