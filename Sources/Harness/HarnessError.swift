/// Why a request is not run, or not run to its end. Prints as one line: what was wrong, where, what to do.
public enum HarnessError: Error, Hashable, CustomStringConvertible {
    /// The request is wrong on any machine.
    case usage(Message)
    /// The machine or a device does not allow the request.
    case environment(Message)
    /// A sector did not hold the data that was written to it.
    case wrongData(String)
    /// A fault of this program.
    case internalFault(String)

    /// In the words of the command line.
    public var description: String { message.description }

    /// In the words of a vocabulary.
    func text(in vocabulary: Vocabulary) -> String { message.text(in: vocabulary) }

    /// The same error with its text in the words of a vocabulary, for readers who gave no flags.
    func worded(in vocabulary: Vocabulary) -> HarnessError { map { Message($0.text(in: vocabulary)) } }

    /// The same error at a place, `FILE:LINE:COLUMN`.
    func at(_ place: String?) -> HarnessError {
        guard let place else { return self }
        return map { "\(place): \($0)" }
    }

    /// The same error, about a setting that its text does not name.
    func about(_ names: SettingNames) -> HarnessError { map { $0.about(names) } }

    /// The same error with another message, if it is the user's or the machine's.
    func map(_ change: (Message) -> Message) -> HarnessError {
        switch self {
        case .usage(let message): .usage(change(message))
        case .environment(let message): .environment(change(message))
        case .wrongData, .internalFault: self
        }
    }

    /// The text, with its settings as such.
    var message: Message {
        switch self {
        case .usage(let message), .environment(let message): message
        case .wrongData(let text): "verify: \(text)"
        case .internalFault(let text): "internal error, please report it: \(text)"
        }
    }
}
