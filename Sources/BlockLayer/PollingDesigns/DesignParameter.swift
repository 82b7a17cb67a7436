/// A number that a design can be given behind its name, as `task-fifo:512`.
public struct DesignParameter: Sendable {
    /// What it is, in a word.
    public var name: String
    public var defaultValue: Int
    public var range: ClosedRange<Int>
}
