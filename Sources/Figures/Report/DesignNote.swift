/// What a report says of a design beside what was measured.
public struct DesignNote: Sendable {
    let name: String
    let source: String
    let idea: String

    public init(name: String, source: String, idea: String) {
        self.name = name
        self.source = source
        self.idea = idea
    }
}
