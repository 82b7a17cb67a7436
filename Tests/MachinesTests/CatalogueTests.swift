import BlockLayer
import Foundation
import Testing
import YAMLText

@testable import Machines

/// The descriptions that are part of the program.
@Suite struct CatalogueTests {
    private static let names = MachineCatalogue.all.map(\.model.name)

    @Test func theyHaveTheirNames() throws {
        #expect(Self.names.count >= 12 && Self.names == Self.names.sorted())
        #expect(Set(Self.names).count == Self.names.count)
        for name in Self.names { #expect(try MachineCatalogue.named(name).model.name == name) }
    }

    @Test(arguments: MachineCatalogue.all)
    func everyNumberHasASource(description: MachineDescription) {
        #expect(Set(description.sources.keys) == Set(description.numbers.map(\.key)))
        #expect(description.count(.measured) + description.count(.estimated) == description.numbers.count)
    }

    @Test(arguments: MachineCatalogue.all)
    func whatIsWrittenIsReadAgain(description: MachineDescription) throws {
        #expect(try Self.read(description.text) == description)
    }

    /// The files have the form that `machines show` prints, so that a file of a user and one of the program compare.
    @Test func theFilesAreInTheWritersForm() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources/Machines/Descriptions")
        for description in MachineCatalogue.all {
            let file = folder.appending(path: description.model.name + ".yaml")
            #expect(try String(contentsOf: file, encoding: .utf8) == description.text)
        }
    }

    /// Words that YAML or its reader takes for something else.
    @Test func wordsOfAllKindsAreReadAgain() throws {
        var description = try Sample.description()
        description.about = #"a "quoted" \ word, & *more: # no comment [x] {y} µs 'z' - ?"#
        description.sources["hit.load"] = NumberSource(.measured, description.about)
        #expect(try Self.read(description.text) == description)
    }

    @Test func sourcesOfOneGroupAreWrittenOnce() throws {
        let text = try Sample.description().text
        #expect(text.contains("\n  levels: {measured: \"pairs\"}\n"))
        #expect(text.contains("\n  hit.load: {estimated: \"a guess\"}\n") && !text.contains("\n  hit: {"))
    }

    @Test(arguments: [
        ("epyc-9654-2x69", "unknown machine \"epyc-9654-2x69\"; did you mean epyc-9654-2x96?"),
        ("pdp-11", "unknown machine \"pdp-11\"; there are: epyc-7742-2x64-nps4, "),
        ("./no-such-file", "./no-such-file does not exist"), ("no-such.yaml", "no-such.yaml does not exist"),
        ("/", "/ is a folder, not a file"),
    ])
    func aWordThatIsNoMachineIsRefused(word: String, text: String) {
        let error = #expect(throws: TextFileError.self) { try MachineCatalogue.named(word) }
        #expect(error?.description.hasPrefix(text) == true)
        #expect(error?.kind == (word.contains("pdp") || word.hasPrefix("epyc") ? .mistake : .unreadable))
    }

    @Test func aFileIsReadByItsPath() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "machine-\(UUID().uuidString).yaml")
        defer { try? FileManager.default.removeItem(at: file) }
        try Sample.text(line: 1, "name: mine").write(to: file, atomically: true, encoding: .utf8)
        #expect(try MachineCatalogue.named(file.path).model.name == "mine")
    }

    private static func read(_ text: String) throws -> MachineDescription {
        try MachineDescription(of: YAMLFile(text: text, named: "m.yaml"))
    }
}
