/// A mapped device as its text says it, before its table is understood: what both forms of text give.
struct RawDevice {
    var name: String
    var position: Position
    var uuid: String?
    var minor: UInt32?
    var readOnly = false
    /// The words of each line of the table.
    var lines: [[Word]] = []

    /// Checks the name by dm's own rules and by what a table can refer to.
    func checkName() throws(TableFault) {
        if let reason = nameFault { throw TableFault(position, "bad device name \(name.quoted): \(reason)") }
    }

    private var nameFault: String? {
        // DM_NAME_LEN of linux/dm-ioctl.h is 128 with the closing NUL.
        if name.isEmpty { return "it is empty" }
        if name.utf8.count > 127 { return "longer than 127 bytes" }
        if name.utf8.contains(UInt8(ascii: "/")) { return "dm takes no '/' in names" }
        if name == "." || name == ".." { return "it is a folder's name" }
        if name.utf8.contains(UInt8(ascii: "#")) { return "'#' begins a comment" }
        if name.hasControlCharacters { return "it has control characters" }
        if name.hasPrefix("model:") { return "model:N is a model device" }
        if DeviceReference.isNumber(name) { return "MAJOR:MINOR is a device number" }
        return nil
    }
}
