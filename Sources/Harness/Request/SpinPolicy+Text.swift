import BlockLayer
import Units

extension SpinPolicy {
    /// Reads `one-shot`, `until-found`, `until-done` or `bounded:TIME`.
    public init(parsing text: String) throws(HarnessError) {
        switch text {
        case "one-shot": self = .oneShot
        case "until-found": self = .untilFound
        case "until-done": self = .untilDone
        case _ where text.hasPrefix("bounded:"):
            let limit = try Parse.shortNanoseconds(String(text.dropFirst("bounded:".count)))
            guard limit > 0 else { throw .usage("bounded:0 is one-shot: say so, or give a longer time") }
            self = .bounded(nanoseconds: limit)
        default: throw .usage("expected one-shot, until-found, until-done or bounded:TIME")
        }
    }

    /// As it is read: `bounded:1ms`.
    public var text: String {
        switch self {
        case .oneShot: "one-shot"
        case .untilFound: "until-found"
        case .untilDone: "until-done"
        case .bounded(let nanoseconds): "bounded:\(Nanoseconds(nanoseconds: nanoseconds).word)"
        }
    }
}
