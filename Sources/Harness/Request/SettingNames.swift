/// The names of a setting: the command line's, that of matrices and results, and fio's.
public struct SettingNames: Hashable, Sendable {
    /// The key of matrices: `batch_submit`; of a model device without its prefix: `submit_cost`.
    public let key: String
    /// The name among all settings: the key, of a model device with its prefix: `model_submit_cost`.
    public let name: String
    /// The option of the command line: `--iodepth-batch-submit`; the plain name where there is none.
    public let flag: String
    /// fio's names for it, the one that a job file most likely has first; empty where fio has nothing like it.
    public let fio: [String]
    /// The value that fio's option has for a value of this setting.
    private let fioValues: [String: String]

    /// - Parameter flag: nil for the name with hyphens.
    init(
        _ key: String, prefix: String = "", flag: String? = nil, fio: [String] = [],
        fioValues: [String: String] = [:]
    ) {
        self.key = key
        name = prefix + key
        self.flag = flag ?? "--" + name.replacing("_", with: "-")
        self.fio = fio
        self.fioValues = fioValues
    }

    func fioValue(_ value: String) -> String { fioValues[value] ?? value }

    /// Settings are told apart by ``name``.
    public static func == (one: SettingNames, other: SettingNames) -> Bool { one.name == other.name }

    /// As equality.
    public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension SettingNames {
    /// What fio job files can say and command lines cannot.
    static let offset = SettingNames("offset", flag: "offset", fio: ["offset"])
    static let offsetIncrement = SettingNames(
        "offset_increment", flag: "offset_increment", fio: ["offset_increment"])
    /// The device without a table above it; a job's own where neither --filename nor --table is given.
    public static let filename = SettingNames(
        "device", flag: "--filename", fio: ["filename", "directory", "filename_format"])
    /// The designs of a request.
    public static let designs = SettingNames("designs", flag: "--design")
    /// The table of the stack.
    public static let table = SettingNames("table", fio: filename.fio)
}

/// How readers call settings.
public struct Vocabulary: Sendable {
    /// A setting, with the value if there is one.
    let word: @Sendable (SettingNames, String?) -> String

    /// The words of the command line: `--bs 8k`.
    public static let flags = Vocabulary { names, value in names.flag + (value.map { " " + $0 } ?? "") }
    /// The words of matrices: `bs 8k`.
    public static let keys = Vocabulary { names, value in names.name + (value.map { " " + $0 } ?? "") }
}
