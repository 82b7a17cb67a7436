/// A quantity that could not be read. Prints as one line, for example
/// `bad size "4q": expected a number with an optional suffix k, m, g or t`.
public struct UnitError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The expected quantity: `size`, `time`, `CPU list`.
    public let quantity: String
    /// The text as it was typed.
    public let text: String
    /// The fault, or the expected form.
    public let reason: String

    /// An error of reading `quantity` from `text`.
    public init(quantity: String, text: String, reason: String) {
        self.quantity = quantity
        self.text = text
        self.reason = reason
    }

    public var description: String {
        // Quoted and shortened: whatever was typed, the message stays one line.
        let shown = text.count > 40 ? text.prefix(40) + "…" : text[...]
        return "bad \(quantity) \(String(shown).debugDescription): \(reason)"
    }
}
