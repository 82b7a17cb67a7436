import ArgumentParser
import Harness

/// A group of options of which most are settings: ``assignments`` has those that the command line gives.
protocol SettingOptions: ParsableArguments {
    /// The settings without a value.
    var flags: [(setting: RequestSetting, isGiven: Bool)] { get }
}

extension SettingOptions {
    var flags: [(setting: RequestSetting, isGiven: Bool)] { [] }

    /// The settings that the command line gives, with their values.
    func assignments() throws(HarnessError) -> [Assignment] {
        let options = Mirror(reflecting: self).children.compactMap {
            ($0.value as? Option<Assignment?>)?.wrappedValue
        }
        return options
            + (try flags.filter(\.isGiven).map { (flag) throws(HarnessError) in
                try flag.setting.assignment("true")
            })
    }
}

/// The declaration of a setting is its option's name, help and default.
extension Option where Value == Assignment? {
    /// An option that takes a list.
    ///
    /// - Parameter defaultText: where the command has a default of its own.
    init(_ axis: Axis, default defaultText: String? = nil) {
        self.init(any: axis, default: defaultText)
    }

    /// - Parameter defaultText: where the command has a default of its own.
    init(_ setting: RequestSetting, default defaultText: String? = nil) {
        self.init(any: setting, default: defaultText)
    }

    init(model setting: Setting<ModelRequest>) {
        self.init(any: setting)
    }

    private init<Subject: SettingSubject>(any setting: Setting<Subject>, default defaultText: String? = nil) {
        self.init(
            name: .customLong(setting.optionName), parsing: .unconditional,
            help: ArgumentHelp(setting, default: defaultText), transform: setting.assignment)
    }
}

extension Option where Value == [String] {
    /// An option that takes a list and may be repeated.
    init(_ setting: RequestSetting) {
        self.init(
            wrappedValue: [], name: .customLong(setting.optionName), parsing: .unconditionalSingleValue,
            help: ArgumentHelp(setting)
        ) { words in
            _ = try setting.value(words)
            return words
        }
    }
}

extension Flag where Value == Bool {
    init(_ setting: RequestSetting) {
        self.init(
            wrappedValue: false, name: .customLong(setting.optionName), help: ArgumentHelp(setting))
    }
}

extension ArgumentHelp {
    init<Subject: SettingSubject>(_ setting: Setting<Subject>, default defaultText: String? = nil) {
        let help = setting.help
        let usual = defaultText ?? help.defaultText
        self.init(
            help.text + (usual.isEmpty ? "" : " (default: \(usual))"), discussion: help.discussion,
            valueName: help.valueName)
    }
}

extension Setting {
    /// The option without its hyphens.
    fileprivate var optionName: String { String(flag.dropFirst(2)) }
}
