import BlockLayer
import Units

extension SpinPolicy {
    /// Reads `one-shot`, `until-found` or `bounded:TIME`.
    public init(parsing text: String) throws(HarnessError) {
        switch text {
        case "one-shot": self = .oneShot
        case "until-found": self = .untilFound
        case _ where text.hasPrefix("bounded:"):
            let limit = try Parse.nanoseconds(String(text.dropFirst("bounded:".count)))
            guard limit > 0 else { throw .usage("bounded:0 is one-shot: say so, or give a longer time") }
            self = .bounded(nanoseconds: limit)
        default: throw .usage("expected one-shot, until-found or bounded:TIME")
        }
    }

    /// As it is read: `bounded:1ms`.
    public var text: String {
        switch self {
        case .oneShot: return "one-shot"
        case .untilFound: return "until-found"
        case .bounded(let nanoseconds):
            let units: [(name: String, size: UInt64)] = [
                ("s", 1_000_000_000), ("ms", 1_000_000), ("us", 1_000),
            ]
            let unit = units.first { nanoseconds.isMultiple(of: $0.size) } ?? ("ns", 1)
            return "bounded:\(nanoseconds / unit.size)\(unit.name)"
        }
    }
}
