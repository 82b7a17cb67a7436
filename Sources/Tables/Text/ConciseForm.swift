/// dmsetup's concise form: `NAME,UUID,MINOR,FLAGS,TABLE[,TABLE+][;NAME,…]`, as `dmsetup create --concise`
/// parses it (`man dmsetup`, and dm-init.rst of the kernel): a backslash takes the next character as it is.
/// White space around fields, newlines among it, does not count.
enum ConciseForm {
    /// The text between two separators, and where the one after it stands.
    private struct Field {
        var glyphs: [Glyph] = []
        var end: Position

        var position: Position { glyphs.first { !$0.isSpace }?.position ?? end }
    }

    /// Whether a text is meant to be concise: plain tables begin with a number or with `NAME:`.
    static func recognises(_ glyphs: [Glyph]) -> Bool {
        let text = glyphs.drop(while: \.isSpace)
        let first = text.prefix { !$0.isSpace }
        let next = text.dropFirst(first.count).first { !$0.isSpace }
        return next?.scalar == "," || (first.contains { $0.scalar == "," } && first.last?.scalar != ":")
    }

    static func devices(in glyphs: [Glyph]) throws(TableFault) -> [RawDevice] {
        var entries = try split(glyphs)
        // A semicolon may end the text.
        if let last = entries.last, last.count == 1, last[0].glyphs.allSatisfy(\.isSpace) {
            entries.removeLast()
        }
        var devices: [RawDevice] = []
        for entry in entries { devices.append(try device(entry)) }
        return devices
    }

    private static func split(_ glyphs: [Glyph]) throws(TableFault) -> [[Field]] {
        guard let last = glyphs.last else { return [] }
        var entries: [[Field]] = [[]]
        var field = Field(end: last.position)
        var rest = glyphs[...]
        while let glyph = rest.popFirst() {
            switch glyph.scalar {
            case "\\":
                // The newline that `Glyph.glyphs` adds is all that follows a backslash at the end.
                guard rest.count > 1, let next = rest.popFirst() else {
                    throw TableFault(glyph.position, "a backslash must be followed by a character")
                }
                field.glyphs.append(next)
            case ",", ";":
                field.end = glyph.position
                entries[entries.count - 1].append(field)
                field = Field(end: last.position)
                if glyph.scalar == ";" { entries.append([]) }
            default: field.glyphs.append(glyph)
            }
        }
        entries[entries.count - 1].append(field)
        return entries
    }

    private static func device(_ fields: [Field]) throws(TableFault) -> RawDevice {
        guard fields.count >= 5 else {
            let message = "a device needs five fields, name,uuid,minor,flags,table; here are \(fields.count)"
            throw TableFault(fields[0].position, message)
        }
        let uuid = try text(of: fields[1], "UUID")
        // DM_UUID_LEN of linux/dm-ioctl.h is 129 with the closing NUL.
        guard uuid.utf8.count <= 128 && !uuid.hasControlCharacters else {
            throw TableFault(fields[1].position, "bad UUID \(uuid.quoted): at most 128 bytes of text")
        }
        var device = RawDevice(
            name: try text(of: fields[0], "device name"), position: fields[0].position,
            uuid: uuid.isEmpty ? nil : uuid, minor: try minor(fields[2]), readOnly: try isReadOnly(fields[3]))
        device.lines = fields[4...].map { Word.split($0.glyphs) }.filter { !$0.isEmpty }
        return device
    }

    private static func minor(_ field: Field) throws(TableFault) -> UInt32? {
        let text = try text(of: field, "minor number")
        if text.isEmpty { return nil }
        guard text.isDigits, let minor = UInt32(text), minor <= DeviceReference.largestMinor else {
            let limit = DeviceReference.largestMinor
            throw TableFault(
                field.position, "bad minor number \(text.quoted): expected 0 to \(limit), or nothing")
        }
        return minor
    }

    private static func isReadOnly(_ field: Field) throws(TableFault) -> Bool {
        switch try text(of: field, "flags") {
        case "ro": return true
        case "rw", "": return false
        case let flags:
            throw TableFault(field.position, "bad flags \(flags.quoted): expected ro, rw or nothing")
        }
    }

    /// The one word of a field that is no table.
    private static func text(of field: Field, _ what: String) throws(TableFault) -> String {
        let trimmed = field.glyphs.drop(while: \.isSpace).reversed().drop(while: \.isSpace).reversed()
        if let space = trimmed.first(where: \.isSpace) {
            throw TableFault(space.position, "white space in a \(what)")
        }
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: trimmed.map(\.scalar))
        return String(scalars)
    }

    /// Writes a field so that `split` reads it back.
    static func escaped(_ field: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in field.unicodeScalars {
            if [",", ";", "\\"].contains(scalar) { scalars.append("\\") }
            scalars.append(scalar)
        }
        return String(scalars)
    }
}
