/// A design in a report, beside what was measured.
public struct DesignNote: Sendable {
    let name: String
    let source: String
    let link: String?
    let idea: String

    /// - Parameters:
    ///   - source: the proposal in words.
    ///   - link: the proposal itself; nil where it cannot be linked to.
    public init(name: String, source: String, link: String? = nil, idea: String) {
        self.name = name
        self.source = source
        self.link = link
        self.idea = idea
    }
}
