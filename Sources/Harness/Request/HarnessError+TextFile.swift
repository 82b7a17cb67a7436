import YAMLText

extension HarnessError {
    /// The same error of a file that was asked for.
    public init(_ error: TextFileError) {
        switch error.kind {
        case .mistake: self = .usage("\(error)")
        case .unreadable: self = .environment("\(error)")
        }
    }
}

/// The text of a file, a pipe or a device like /dev/stdin; see ``TextFile/read(_:mostBytes:)``.
/// - Throws: `environment` where it cannot be read; `usage` for bytes that are not UTF-8.
public func readText(_ path: String, mostBytes: Int = TextFile.mostBytes) throws(HarnessError) -> String {
    do {
        return try TextFile.read(path, mostBytes: mostBytes)
    } catch {
        throw HarnessError(error)
    }
}
