/// A text for people in which settings stand as such, so that each reader gets the words in which the setting was
/// given: `--bs 8k` on a command line, `bs 8k` in a matrix, `bs=8k` in a fio job file.
///
/// Written as a literal: `"\(Axis.bs, "8k"): must be a multiple of 512"`.
public struct Message: Hashable, Sendable {
    enum Part: Hashable, Sendable {
        case text(String)
        /// A setting, with the value that it has or should have.
        case setting(SettingNames, value: String?)
    }

    private(set) var parts: [Part] = []
    /// Settings that the message is about without naming them.
    private(set) var unnamedSubjects: [SettingNames] = []

    /// A message that names no setting.
    public init(_ text: String) { parts = [.text(text)] }

    init(_ parts: [Part]) { self.parts = parts }

    /// The settings that it is about, in the order of the text, those that it does not name last.
    var subjects: [SettingNames] {
        parts.compactMap { if case .setting(let names, _) = $0 { names } else { nil } } + unnamedSubjects
    }

    /// The same message, about a setting that it does not name.
    func about(_ names: SettingNames) -> Message {
        var message = self
        message.unnamedSubjects.append(names)
        return message
    }

    /// The text in the words of a vocabulary.
    public func text(in vocabulary: Vocabulary) -> String {
        parts.map { part in
            switch part {
            case .text(let text): text
            case .setting(let names, let value): vocabulary.word(names, value)
            }
        }
        .joined()
    }

    /// Two messages after each other.
    public static func + (first: Message, second: Message) -> Message {
        var sum = Message(first.parts + second.parts)
        sum.unnamedSubjects = first.unnamedSubjects + second.unnamedSubjects
        return sum
    }
}

extension Message: CustomStringConvertible {
    /// The text in the words of the command line.
    public var description: String { text(in: .flags) }
}

extension Message: ExpressibleByStringInterpolation {
    /// A literal without interpolations.
    public init(stringLiteral text: String) { self.init(text) }

    /// A literal with interpolations.
    public init(stringInterpolation: Interpolation) { self = stringInterpolation.message }

    /// Collects the parts of a literal.
    public struct Interpolation: StringInterpolationProtocol {
        fileprivate var message = Message([])

        /// An empty message; the sizes are hints.
        public init(literalCapacity: Int, interpolationCount: Int) {}

        /// Adds plain text.
        public mutating func appendLiteral(_ literal: String) {
            if !literal.isEmpty { message.parts.append(.text(literal)) }
        }

        /// Adds the text of a value.
        public mutating func appendInterpolation(_ value: some Any) {
            message.parts.append(.text("\(value)"))
        }

        /// Adds another message with its settings.
        public mutating func appendInterpolation(_ other: Message) {
            message = message + other
        }

        /// Adds a setting.
        public mutating func appendInterpolation<Subject>(_ setting: Setting<Subject>) {
            appendInterpolation(setting.names)
        }

        /// Adds a setting by its names.
        public mutating func appendInterpolation(_ names: SettingNames) {
            message.parts.append(.setting(names, value: nil))
        }

        /// A setting with a value.
        public mutating func appendInterpolation<Subject>(
            _ setting: Setting<Subject>, _ value: some CustomStringConvertible
        ) {
            appendInterpolation(setting.names, value)
        }

        /// Adds a setting by its names, with a value.
        public mutating func appendInterpolation(
            _ names: SettingNames, _ value: some CustomStringConvertible
        ) {
            message.parts.append(.setting(names, value: value.description))
        }
    }
}
