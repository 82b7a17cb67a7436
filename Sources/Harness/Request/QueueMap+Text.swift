import Placement

extension QueueMap {
    /// Reads `round-robin` or `grouped`.
    public init(word: String) throws(HarnessError) {
        switch word {
        case "round-robin": self = .roundRobin
        case "grouped": self = .groupedByNode
        default: throw .usage("expected round-robin or grouped")
        }
    }

    /// As it is read.
    var word: String {
        switch self {
        case .roundRobin: "round-robin"
        case .groupedByNode: "grouped"
        }
    }
}
