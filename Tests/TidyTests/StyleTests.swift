import Testing

/// What swift-format does not look at.
@Suite struct StyleTests {
    static let files = SourceTree.files(under: "Sources") + SourceTree.files(under: "Tests")

    @Test func thereAreSourcesToLookAt() {
        #expect(Self.files.count > 50)
    }

    @Test func filesStayReadable() {
        for file in Self.files {
            #expect(file.lines.count <= 350, "\(file.path) has \(file.lines.count) lines")
        }
    }

    @Test func linesFitTheWindow() {
        for file in Self.files {
            for (number, line) in file.lines.enumerated() where line.count > 120 {
                Issue.record("\(file.path):\(number + 1) has \(line.count) columns")
            }
        }
    }

    /// A note to oneself is an issue, not a comment.
    @Test func nothingIsLeftForLater() {
        let words = ["TO" + "DO", "FIX" + "ME"]
        for file in Self.files {
            for (number, line) in file.lines.enumerated() where words.contains(where: { line.contains($0) }) {
                Issue.record("\(file.path):\(number + 1): \(line)")
            }
        }
    }
}
