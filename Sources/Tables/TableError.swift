/// An error in a table, with its place. Prints as one line, `table:1:14: message`, the way compilers do.
public struct TableError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Where the text came from: a file's name, or `table` for text of the command line.
    public let source: String
    /// The line, from 1.
    public let line: Int
    /// The column, from 1, counted in characters; one past the last where something is missing.
    public let column: Int
    /// The error and the remedy.
    public let message: String

    init(source: String, fault: TableFault) {
        self.source = source
        line = fault.position.line
        column = fault.position.column
        message = fault.message
    }

    public var description: String { "\(source):\(line):\(column): \(message)" }
}

/// A `TableError` that does not know yet which source it is from.
struct TableFault: Error {
    let position: Position
    let message: String

    init(_ position: Position, _ message: String) {
        self.position = position
        self.message = message
    }
}
