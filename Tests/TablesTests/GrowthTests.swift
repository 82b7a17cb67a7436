import LinearTime
import Testing

@testable import Tables

/// Reading a table takes a time that grows as the text, in both forms, for lines and for devices.
@Suite struct GrowthTests {
    private static func lines(_ count: Int, ended end: String = "\n") -> String {
        (0..<count).map { "\($0) 1 linear model:\($0 % 7) \($0)" }.joined(separator: end)
    }

    private static func chain(_ count: Int) -> String {
        (0..<count).map { "d\($0),,,rw,0 8 linear \($0 == 0 ? "model:0" : "d\($0 - 1)") 0" }.joined(
            separator: ";")
    }

    private static let forms: [@Sendable (Int) -> String] = [
        { lines($0) }, { "top,,,rw," + lines($0, ended: ",") }, { chain($0) },
        // One line with many legs.
        { count in
            "0 \(count * 8) striped \(count) 8 "
                + (0..<count).map { "model:\($0 % 9) 0" }.joined(separator: " ")
        },
        // Names that nothing is called, and comments.
        { String(repeating: "# 0 8 linear\n", count: $0) },
        { "0 8 linear " + String(repeating: "x", count: 10 * $0) },
    ]

    @Test(arguments: forms.indices)
    func readingIsLinear(form: Int) throws {
        let growth = growth(from: 400) {
            Self.forms[form]($0)
        } of: {
            _ = try? Stack(parsing: $0)
        }
        #expect(growth < mostGrowth)
    }

    @Test func lookingAtAStackIsLinear() throws {
        let growth = try growth(from: 400) {
            try Stack(parsing: Self.chain($0))
        } of: { (stack: Stack) in
            for device in stack.devices { #expect(stack[device.name]?.name == device.name) }
            try stack.check { _ in 8 }
            _ = (stack.levels, stack.shape, stack.conciseText)
        }
        #expect(growth < mostGrowth)
    }

    @Test func targetsAreFoundBySector() throws {
        let table = try Stack(parsing: "0 4 linear model:0 0\n4 1 error\n5 10 zero\n15 1 error").top
        for first in 0..<16 as Range<UInt64> {
            for end in first...16 {
                let expected = table.targets.filter {
                    $0.startSectors < end && $0.endSectors > first && first < end
                }
                #expect(Array(table.targets(of: first..<end)) == expected)
            }
        }
        #expect(table.targets(of: 16..<20).isEmpty)
    }
}
