/// A Unicode scalar and where it stands.
///
/// dm knows bytes, not characters: a comma separates even if an accent follows that would merge with it. So
/// scalars are parsed, and characters only counted, for the columns that people see.
struct Glyph {
    let scalar: Unicode.Scalar
    let position: Position

    /// What `isspace` of C takes for white space, as in dm and dmsetup; other scripts' spaces are letters.
    var isSpace: Bool {
        scalar == " " || ("\t"..."\r").contains(scalar)
    }

    /// The glyphs of `text` without the lines that are comments (that begin with `#`).
    static func glyphs(of text: String) -> [Glyph] {
        var glyphs: [Glyph] = []
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        for (index, line) in lines.enumerated() {
            let isComment = line.first { !$0.isWhitespace } == "#"
            var position = Position(line: index + 1, column: 1)
            for character in isComment ? "" : line {
                glyphs += character.unicodeScalars.map { Glyph(scalar: $0, position: position) }
                position = position.advanced(by: 1)
            }
            glyphs.append(Glyph(scalar: "\n", position: position))
        }
        return glyphs
    }
}
