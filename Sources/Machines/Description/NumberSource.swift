/// Where a number of a description is from.
public struct NumberSource: Sendable, Hashable {
    /// How a number was found.
    public enum Kind: String, CaseIterable, Sendable {
        /// On such a CPU or another of its generation.
        case measured
        /// From other machines, or by reasoning.
        case estimated
    }

    public var kind: Kind
    /// The measurement or the reasoning in words, on one line.
    public var text: String

    public init(_ kind: Kind, _ text: String) {
        self.kind = kind
        self.text = text
    }
}
