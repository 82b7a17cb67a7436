/// A place in a text: line and column from 1, columns counted in characters.
public struct Position: Hashable, Sendable {
    /// From 1.
    public let line: Int
    /// From 1.
    public let column: Int

    /// The place `columns` to the right.
    func advanced(by columns: Int) -> Position { Position(line: line, column: column + columns) }
}
