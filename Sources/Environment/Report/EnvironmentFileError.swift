/// What is wrong with a file that should hold the record of an environment, in one line.
public struct EnvironmentFileError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The path of the file.
    public let file: String
    /// From 1 on.
    public let line: Int?
    private let reason: String

    init(_ file: String, line: Int? = nil, _ reason: String) {
        self.file = file
        self.line = line
        self.reason = reason
    }

    public var description: String {
        "\(file):" + (line.map { "\($0):" } ?? "") + " \(reason)"
    }
}
