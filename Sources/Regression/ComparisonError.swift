/// The reason why two results cannot be compared at all. Prints as one line.
public struct ComparisonError: Error, Equatable, Sendable, CustomStringConvertible {
    public let description: String

    init(_ description: String) { self.description = description }
}
