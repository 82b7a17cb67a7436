/// The declaration of a setting, once for all its uses: an option of `pollbench run`, a key of matrices, an option
/// of fio job files, a column of results, a part of a cell's name, a line of help.
///
/// ``SettingSubject/settings`` of ``CellSettings``, ``ModelRequest`` and ``RunRequest`` list all of them.
public struct Setting<Subject: SettingSubject>: Sendable {
    /// Its names.
    public let names: SettingNames
    /// Its help, with the default.
    public let help: SettingHelp
    /// The value that a subject has, as it is read.
    public let text: @Sendable (Subject) -> String
    /// The column of results that has the value; nil where the plan fills the column instead.
    public let column: Column?
    /// Whether the keys of matrices take a list for it.
    let isList: Bool
    let namePart: @Sendable (Subject) -> String?
    private let read: @Sendable (String) throws(HarnessError) -> @Sendable (inout Subject) -> Void

    /// A column of results, and what stands in it.
    public struct Column: Sendable {
        /// The name in the header.
        public let name: String
        /// Empty where the value does not count.
        public let text: @Sendable (Subject) -> String
    }

    /// How a value stands in the name of its cell. No two values may look the same there.
    enum Naming: Sendable {
        case never
        case always(prefix: String)
        case unlessDefault(prefix: String)
        case custom(@Sendable (Subject) -> String?)
    }

    /// - Parameters:
    ///   - path: the property of the subject that holds the value.
    ///   - naming: how the value stands in a cell's name.
    ///   - read: throws `usage` for a bad value, with the values that are good.
    ///   - text: the inverse of `read`.
    init<Value: Sendable>(
        _ names: SettingNames, _ path: any WritableKeyPath<Subject, Value> & Sendable,
        _ naming: Naming = .never, help: SettingHelp, column: Column? = nil, isList: Bool = false,
        read: @escaping @Sendable (String) throws(HarnessError) -> Value,
        text: @escaping @Sendable (Subject) -> String
    ) {
        let usual = text(Subject.usual)
        self.names = names
        self.help = help.filled(default: usual)
        self.text = text
        self.column = column
        self.isList = isList
        namePart = { subject in
            switch naming {
            case .never: nil
            case .always(let prefix): prefix + text(subject)
            case .unlessDefault(let prefix): text(subject) == usual ? nil : prefix + text(subject)
            case .custom(let part): part(subject)
            }
        }
        self.read = { (word) throws(HarnessError) in
            let value = try read(word)
            return { $0[keyPath: path] = value }
        }
    }

    /// Reads one value.
    /// - Throws: `usage` with the values that are good; it does not name the setting.
    public func value(_ word: String) throws(HarnessError) -> SettingValue<Subject> {
        let set = try read(word)
        var subject = Subject.usual
        set(&subject)
        return SettingValue(text: text(subject), set: set)
    }
}

/// A value of a setting.
public struct SettingValue<Subject: SettingSubject>: Sendable {
    /// As the program writes it: `4k` also where `4096` was read.
    public let text: String
    let set: @Sendable (inout Subject) -> Void
}

/// Something that has settings.
public protocol SettingSubject: Sendable {
    /// All defaults.
    static var usual: Self { get }
    /// All settings, in the order of lists for people, and in the order in which those of a mapping or a command line
    /// are set: one that presets others comes before them.
    static var settings: [Setting<Self>] { get }
    /// Does what a setting with these words means in a request.
    /// - Throws: `usage` for a bad value.
    static func assignment(
        _ setting: Setting<Self>, _ words: String
    ) throws(HarnessError) -> Assignment
}

/// The help of a setting: one or two sentences, without its default.
public struct SettingHelp: Sendable {
    /// One or two sentences.
    public let text: String
    /// More, below the option; may be empty.
    public let discussion: String
    /// The placeholder for its value: `number`.
    public let valueName: String?
    /// The default for people; empty where there is nothing to say.
    public private(set) var defaultText: String

    /// - Parameter defaultText: nil for the value that the subject has.
    init(
        _ text: String, _ valueName: String? = nil, discussion: String = "",
        default defaultText: String? = nil
    ) {
        self.text = text
        self.discussion = discussion
        self.valueName = valueName
        self.defaultText = defaultText ?? Self.unfilled
    }

    private static let unfilled = "\0"

    fileprivate func filled(default text: String) -> SettingHelp {
        var help = self
        if defaultText == Self.unfilled { help.defaultText = text }
        return help
    }
}

/// A setting with a value.
public struct Assignment: Sendable {
    /// The names of the setting.
    public let names: SettingNames
    private let assign: @Sendable (inout RunRequest) throws(HarnessError) -> Void

    init(
        _ names: SettingNames,
        _ assign: @escaping @Sendable (inout RunRequest) throws(HarnessError) -> Void
    ) {
        self.names = names
        self.assign = assign
    }

    /// - Throws: `environment` for a value whose file could not be read.
    public func apply(to request: inout RunRequest) throws(HarnessError) { try assign(&request) }
}

extension Setting {
    /// Sets the value of a request as an option of the command line says it. A file that cannot be read is no fault of
    /// the command line: ``Assignment/apply(to:)`` throws that.
    ///
    /// - Throws: `usage` for a bad value.
    @Sendable public func assignment(_ words: String) throws(HarnessError) -> Assignment {
        do {
            return try Subject.assignment(self, words)
        } catch .environment(let message) {
            let names = names
            return Assignment(names) { (_) throws(HarnessError) in throw .environment(message.about(names)) }
        }
    }
}

extension Setting {
    /// The key of matrices.
    public var key: String { names.key }

    /// The option of the command line.
    public var flag: String { names.flag }
}

extension SettingSubject {
    /// The setting with this key; nil if there is none.
    static func setting(key: String) -> Setting<Self>? { settings.first { $0.key == key } }

    /// The values of all settings that have a column of results, by column.
    var columns: [String: String] {
        let columns = Self.settings.compactMap(\.column)
        return Dictionary(uniqueKeysWithValues: columns.map { ($0.name, $0.text(self)) })
    }

    /// The parts of a name that tells it from others.
    var nameParts: [String] { Self.settings.compactMap { $0.namePart(self) } }
}
