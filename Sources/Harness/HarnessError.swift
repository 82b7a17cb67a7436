/// Why a request is not run, or not run to its end. Prints as one line: what was wrong, where, what to do.
public enum HarnessError: Error, Hashable, CustomStringConvertible {
    /// What was asked for makes no sense, whatever the machine.
    case usage(String)
    /// The machine or a device does not allow what was asked for.
    case environment(String)
    /// A sector did not hold what was written to it.
    case wrongData(String)
    /// A fault of this program.
    case internalFault(String)

    /// The same of something at a place, `FILE:LINE:COLUMN`.
    func at(_ place: String?) -> HarnessError {
        guard let place else { return self }
        return switch self {
        case .usage(let text): .usage("\(place): \(text)")
        case .environment(let text): .environment("\(place): \(text)")
        case .wrongData, .internalFault: self
        }
    }

    public var description: String {
        switch self {
        case .usage(let text), .environment(let text): text
        case .wrongData(let text): "verify: \(text)"
        case .internalFault(let text): "internal error, please report it: \(text)"
        }
    }
}
