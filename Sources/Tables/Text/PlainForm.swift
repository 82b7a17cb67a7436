/// The form that `dmsetup create` reads and `dmsetup table` prints: a target on each line, with `NAME: ` before it
/// where the text is of several devices.
enum PlainForm {
    static func devices(in glyphs: [Glyph]) throws(TableFault) -> [RawDevice] {
        var devices: [RawDevice] = []
        var arePrefixed: Bool?
        for line in glyphs.split(whereSeparator: { $0.scalar == "\n" }) {
            let words = Word.split(line)
            guard let first = words.first else { continue }
            let prefix = first.text.hasSuffix(":") ? String(first.text.dropLast()) : nil
            guard arePrefixed == nil || arePrefixed == (prefix != nil) else {
                throw TableFault(first.position, "write 'NAME: ' before every line or before none")
            }
            arePrefixed = prefix != nil
            let name = prefix ?? Stack.defaultDeviceName
            if devices.last?.name != name {
                devices.append(RawDevice(name: name, position: first.position))
            }
            let target = prefix == nil ? words : Array(words.dropFirst())
            if !target.isEmpty { devices[devices.count - 1].lines.append(target) }
        }
        return devices
    }
}
