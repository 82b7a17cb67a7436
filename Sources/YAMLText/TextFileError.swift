/// Why a file is not read as text or as YAML. Prints as one line that begins with the path.
public struct TextFileError: Error, Equatable, CustomStringConvertible {
    public enum Kind: Sendable {
        /// The text is wrong, at a place that the description gives.
        case mistake
        /// The file is not there or cannot be read.
        case unreadable
    }

    public let kind: Kind
    public let description: String

    public init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }

    static func mistake(_ description: String) -> TextFileError { TextFileError(.mistake, description) }

    static func unreadable(_ description: String) -> TextFileError {
        TextFileError(.unreadable, description)
    }
}
