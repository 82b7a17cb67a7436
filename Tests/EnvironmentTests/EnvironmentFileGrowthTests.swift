import Foundation
import LinearTime
import Testing

@testable import Environment

/// A record is read in a time that grows as it does, sound or damaged.
@Suite struct EnvironmentFileGrowthTests {
    private static let texts: [(String, @Sendable (Int) -> String)] = [
        (
            "values",
            { count in
                "{\"schema_version\": 1" + (0..<count).map { ", \"k\($0)\": [1, \"x\", null, 0.5]" }.joined()
                    + "}"
            }
        ),
        ("a cut", { count in "{\"a\": [" + String(repeating: "1, ", count: 20 * count) }),
        ("a wrong sign", { count in "{\"a\": [" + String(repeating: "1,\n ", count: 20 * count) + "?]}" }),
        ("brackets", { String(repeating: "[", count: 20 * $0) }),
        ("pairs", { String(repeating: "[{\"a\":", count: 20 * $0) }),
        ("nothing", { String(repeating: " \n", count: 20 * $0) }),
        ("one text", { "{\"a\": \"" + String(repeating: "\\u0041", count: 20 * $0) }),
    ]

    @Test(arguments: texts.indices)
    func readingIsLinear(number: Int) {
        let (name, text) = Self.texts[number]
        let growth = growth(from: 500) {
            Data(text($0).utf8)
        } of: {
            _ = try? EnvironmentFile(path: "environment.json", bytes: $0)
        }
        #expect(growth < mostGrowth, "\(name)")
    }
}
