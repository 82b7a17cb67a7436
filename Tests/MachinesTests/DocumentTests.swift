import Foundation
import Testing
import YAMLText

@testable import Machines

/// docs/machines.md has every key with its unit.
@Suite struct MachinesDocumentTests {
    private static func lines() throws -> [String] {
        let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: top.appending(path: "docs/machines.md"), encoding: .utf8)
        return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    @Test func everyKeyIsInTheTable() throws {
        let rows = try Self.lines().compactMap { line in
            line.wholeMatch(of: /\| `([a-z.-]+)` \| ?([a-z]*) ?\| (.*) \|/).map {
                (String($0.1), String($0.2))
            }
        }
        let units = Dictionary(rows) { first, _ in first }
        for number in MachineNumber.all {
            let unit = number.unit == .part ? "part" : number.unit.rawValue
            #expect(units[number.key] == unit, "\(number.key)")
        }
        #expect(Set(units.keys) == Set(MachineEntries.paths + ["levels"]))
    }

    /// The example is a description, but for the sources that it leaves out.
    @Test func theExampleIsRead() throws {
        let lines = try Self.lines().drop { $0 != "```yaml" }.dropFirst().prefix { $0 != "```" }
        let text = lines.joined(separator: "\n")
        let all = ["contended", "home", "io", "memory", "readers", "spin", "stores"]
        let sources = all.map { "\n  \($0): {estimated: a guess}" }.joined()
        let file = YAMLFile(text: text + sources, named: "machines.md")
        #expect(try MachineDescription(of: file).model.cpuCount == 192)
    }
}
