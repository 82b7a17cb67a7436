import BlockLayer
import Foundation
import Testing
import YAMLText

@testable import Harness

/// One declaration is enough for a setting to be known everywhere.
@Suite struct SettingTests {
    /// A made-up subject with a single setting, declared in one place.
    private struct MadeUp: SettingSubject {
        var retries = 3

        static let usual = MadeUp()
        static let settings: [Setting<MadeUp>] = [
            Setting(
                SettingNames("retries", prefix: "made_", fio: ["retry"], fioValues: ["0": "none"]), \.retries,
                .unlessDefault(prefix: "retries"),
                help: SettingHelp("Times that an IO is retried.", "number"),
                column: Setting<MadeUp>.Column(name: "made_retries") { "\($0.retries)" },
                read: Setting<MadeUp>.number(0...9)
            ) { "\($0.retries)" }
        ]

        static func assignment(
            _ setting: Setting<MadeUp>, _ words: String
        ) throws(HarnessError) -> Assignment {
            let value = try setting.value(words)
            return Assignment(setting.names) { $0.name = value.text }
        }
    }

    private let setting = MadeUp.settings[0]

    private func read(_ yaml: String) throws -> MadeUp {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).yaml")
        defer { try? FileManager.default.removeItem(at: file) }
        try yaml.write(to: file, atomically: false, encoding: .utf8)
        var subject = MadeUp()
        try subject.read(try YAMLFile(file.path).root())
        return subject
    }

    @Test func isAFlagWithHelp() throws {
        #expect(setting.flag == "--made-retries")
        #expect(setting.help.text == "Times that an IO is retried." && setting.help.defaultText == "3")
        var request = RunRequest(.bare(.model(0)))
        try setting.assignment("7").apply(to: &request)
        #expect(request.name == "7")
        #expect(refusal { _ = try setting.assignment("70") } == "must be from 0 to 9")
    }

    /// A file that cannot be read is no bad value.
    @Test func filesThatAreMissingAreNoFaultOfTheCommandLine() throws {
        let assignment = try Setting<ModelRequest>.service.assignment("histogram:/nonexistent")
        var request = RunRequest(.bare(.model(0)))
        let error = #expect(throws: HarnessError.self) { try assignment.apply(to: &request) }
        guard case .environment(let message)? = error else {
            Issue.record("\(String(describing: error)) is a fault of the command line")
            return
        }
        #expect(message.description == "/nonexistent does not exist")
    }

    @Test func isAKeyOfMatrices() throws {
        #expect(try read("retries: 5").retries == 5)
        #expect(
            refusal { _ = try read("retrys: 5") }.hasSuffix("unknown key \"retrys\"; did you mean retries?"))
        #expect(refusal { _ = try read("retries: 10") }.hasSuffix(":1:10: \"10\": must be from 0 to 9"))
    }

    @Test func isAColumnAndAPartOfANameUnlessItIsTheDefault() {
        #expect(MadeUp(retries: 5).columns == ["made_retries": "5"])
        #expect(MadeUp(retries: 5).nameParts == ["retries5"] && MadeUp().nameParts == [])
    }

    /// A message is written once, and each reader gets the words in which the setting was given.
    @Test func hasTheWordsOfEachReader() {
        let message: Message = "\(setting, 0) is too few: raise \(setting)"
        #expect(message.description == "--made-retries 0 is too few: raise --made-retries")
        #expect(message.text(in: .keys) == "made_retries 0 is too few: raise made_retries")
        let fio = Vocabulary { names, value in names.fio[0] + (value.map { "=" + names.fioValue($0) } ?? "") }
        #expect(message.text(in: fio) == "retry=none is too few: raise retry")
        #expect(message.subjects == [setting.names, setting.names])
    }

    @Test func noTwoSettingsShareAName() {
        let names =
            CellSettings.settings.map(\.names) + ModelRequest.settings.map(\.names)
            + RunRequest.settings.map(\.names)
        #expect(Set(names.map(\.name)).count == names.count)
        #expect(Set(names.map(\.flag)).count == names.count)
        let fio = names.flatMap(\.fio)
        #expect(Set(fio).count == fio.count)
        #expect(Set(fio).isSubset(of: FioOptionTable.names))
    }

    /// What help says is the default is one: reading it changes nothing.
    @Test func defaultsAreReadAsThemselves() throws {
        for setting in ModelRequest.settings where setting.help.defaultText != "none" {
            #expect(try setting.value(setting.help.defaultText).text == setting.help.defaultText)
        }
        for setting in RunRequest.settings where !setting.text(.usual).isEmpty {
            #expect(try setting.value(setting.help.defaultText).text == setting.help.defaultText)
        }
    }

    @Test func helpIsASentence() {
        let texts =
            CellSettings.settings.map(\.help.text) + ModelRequest.settings.map(\.help.text)
            + RunRequest.settings.map(\.help.text)
        for text in texts {
            #expect(text.hasSuffix(".") && !text.contains("default"), "\(text)")
        }
    }
}
