import Testing
import Units

@Suite struct PrintableTextTests {
    @Test(arguments: [
        ("leaves-8, µs", "leaves-8, µs"), ("a\nb", "a\\u{a}b"), ("\u{1B}[31m", "\\u{1b}[31m"),
        ("a\u{0}b", "a\\u{0}b"),
        ("\u{202E}gpj", "\\u{202e}gpj"), ("a\u{2028}b", "a\\u{2028}b"), ("\u{7F}\u{9B}", "\\u{7f}\\u{9b}"),
        ("", ""),
        ("\r\n", "\\u{d}\\u{a}"),
    ])
    func nothingIsObeyed(text: String, printable: String) {
        #expect(text.printable == printable)
        #expect(printable.printable == printable)
    }

    @Test func linesStayLines() {
        #expect("a\n\u{1B}b\r\n\tc".printableLines == "a\n\\u{1b}b\\u{d}\n\\u{9}c")
        #expect("\ta\n".printable(keeping: ["\t", "\n"]) == "\ta\n")
    }
}
