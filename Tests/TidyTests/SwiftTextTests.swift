import Testing

/// Code without comments and literals, which the other tests rest on.
@Suite struct SwiftTextTests {
    @Test(arguments: [
        ("a // b\nc", "a \nc"), ("a /* b /* c */ \n d */ e", "a \n e"), (#"f("g // h")"#, #"f("")"#),
        (#"f("\(g(1)) h")"#, #"f(""\#u{20}g(1)\#u{20})"#), (#"f("\"g") + h"#, #"f("") + h"#),
        ("x = /[\"']/\ny", "x = //\ny"), ("a / b / c", "a / b / c"),
    ])
    func literalsAndCommentsAreEmptied(text: String, code: String) {
        #expect(SwiftText(text).code == code)
    }

    @Test func linesStayWhereTheyAre() {
        let text = ["let a = \"\"\"", "    b \\", "    // c", "    \"\"\"", "let d = 1"].joined(
            separator: "\n")
        let code = SwiftText(text).code.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(code.count == 5 && code.last == "let d = 1" && !code.joined().contains("c"))
    }

    @Test func functionsAreMeasured() {
        let lines = [
            "func a(", "    b: Int", ") {", "    if b { c() }", "}", "var d: Int { 1 }", "func e()",
            "let f = 1",
        ]
        let file = SourceTree.File(path: "", lines: lines, code: lines)
        #expect(FunctionLengths(file).functions.map(\.line) == [1, 6])
        #expect(FunctionLengths(file).functions.map(\.length) == [5, 1])
    }
}
