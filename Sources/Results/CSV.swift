/// Writing by RFC 4180, with one deviation: a line ends in LF, not CRLF.
///
/// The files are read with awk, cut and diff and are kept in git, where a CR would stick to the last
/// field. Every CSV reader takes LF, and `CSVReader` takes both.
public enum CSV {
    /// One line with its newline; fields are quoted where they must be.
    public static func line(_ fields: some Sequence<String>) -> String {
        fields.map(quoted).joined(separator: ",") + "\n"
    }

    private static func quoted(_ field: String) -> String {
        // By byte: "\r\n" is one Character, and would hide from a search for either.
        let special = [UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\r"), UInt8(ascii: "\n")]
        guard field.utf8.contains(where: special.contains) else { return field }
        var bytes = [UInt8(ascii: "\"")]
        for byte in field.utf8 {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
        return String(decoding: bytes, as: UTF8.self)
    }
}
