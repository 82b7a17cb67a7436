/// A run of glyphs between white space.
struct Word {
    private let glyphs: [Glyph]

    private init(glyphs: [Glyph]) {
        self.glyphs = glyphs
    }

    /// Where the word begins.
    var position: Position { glyphs[0].position }

    /// The first column after the word.
    var end: Position { glyphs[glyphs.count - 1].position.advanced(by: 1) }

    /// The word as it stands in the text.
    var text: String { Self.string(glyphs) }

    /// The word as a target's argument: a backslash takes the next character as it is (`dm_split_args` of the
    /// kernel), which is how an argument can hold a space.
    var argument: String {
        var kept: [Glyph] = []
        var rest = glyphs[...]
        while let glyph = rest.popFirst() {
            kept.append(glyph.scalar == "\\" ? rest.popFirst() ?? glyph : glyph)
        }
        return Self.string(kept)
    }

    /// Writes an argument so that `argument` reads it back.
    static func escaped(argument: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in argument.unicodeScalars {
            if scalar == " " || scalar == "\\" { scalars.append("\\") }
            scalars.append(scalar)
        }
        return String(scalars)
    }

    /// The words of `glyphs`. As in dmsetup a `#` begins a comment wherever it stands, to the end of the
    /// line.
    static func split(_ glyphs: some Sequence<Glyph>) -> [Word] {
        var words: [Word] = []
        var run: [Glyph] = []
        var isEscaped = false
        var isComment = false
        for glyph in glyphs {
            if glyph.scalar == "#" { isComment = true }
            if glyph.scalar == "\n" { isComment = false }
            if isComment || (glyph.isSpace && !isEscaped) {
                if !run.isEmpty { words.append(Word(glyphs: run)) }
                run = []
            } else {
                run.append(glyph)
            }
            isEscaped = glyph.scalar == "\\" && !isEscaped
        }
        if !run.isEmpty { words.append(Word(glyphs: run)) }
        return words
    }

    private static func string(_ glyphs: [Glyph]) -> String {
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: glyphs.lazy.map(\.scalar))
        return String(scalars)
    }
}
