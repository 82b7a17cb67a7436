import Units

/// A function that names a device in a table.
public typealias DeviceNaming = (DeviceReference) -> String

/// The name that a table has for a device below.
public enum DeviceReference: Hashable, Sendable, CustomStringConvertible {
    /// A device in this process, `model:N`.
    case model(Int)
    /// Another mapped device of the same text, `NAME` or `/dev/mapper/NAME`.
    case mapped(String)
    /// Anything else with a slash.
    case path(String)
    /// A device number, `MAJOR:MINOR`, which is how `dmsetup table` prints every device. Whether it is
    /// that of a mapped device of the same text no text can tell: the kernel chooses dm's major number.
    case number(major: UInt32, minor: UInt32)

    /// The largest numbers that Linux has (MINORBITS of linux/kdev_t.h is 20 of 32).
    static let largestMajor: UInt32 = 0xfff
    static let largestMinor: UInt32 = 0xf_ffff

    private static let mapperFolder = "/dev/mapper/"

    /// Reads a reference.
    init(_ text: String, at position: Position, names: DeviceNames) throws(TableFault) {
        if text.hasControlCharacters {
            throw TableFault(position, "bad device \(text.quoted): it has control characters")
        }
        let name = Self.nameInMapperFolder(text) ?? text
        if names.mapped.contains(name) {
            self = .mapped(name)
        } else if let given = names.given[text] {
            self = given
        } else if text.hasPrefix("model:") {
            self = .model(try Self.model(text, at: position))
        } else if text.utf8.contains(UInt8(ascii: "/")) {
            self = .path(text)
        } else if Self.isNumber(text) {
            self = try Self.number(text, at: position)
        } else {
            let known = Array(names.mapped) + names.given.keys
            let hint = Spelling.nearest(to: text, among: known.sorted()).map { "did you mean \($0)?" }
            throw TableFault(
                position,
                "no mapped device named \(text.quoted) here; "
                    + (hint ?? "a path has a slash, a model device is model:N"))
        }
    }

    /// NAME of `/dev/mapper/NAME`. Compared as dm does, by bytes: an accent after the slash is the name's.
    private static func nameInMapperFolder(_ text: String) -> String? {
        guard text.utf8.starts(with: mapperFolder.utf8) else { return nil }
        return String(Substring(text.utf8.dropFirst(mapperFolder.utf8.count)))
    }

    private static func model(_ text: String, at position: Position) throws(TableFault) -> Int {
        let digits = String(text.dropFirst("model:".count))
        guard digits.isDigits, let number = Int(digits) else {
            throw TableFault(position, "bad model device \(text.quoted): expected model:N")
        }
        return number
    }

    /// The device of a number; nil for a text that is none, or of a number that Linux does not have.
    public init?(numbered text: String) {
        guard Self.isNumber(text), let number = try? Self.number(text, at: Position(line: 1, column: 1))
        else {
            return nil
        }
        self = number
    }

    /// Whether a text has the form of a device number.
    static func isNumber(_ text: String) -> Bool {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count == 2 && parts.allSatisfy { String($0).isDigits }
    }

    private static func number(_ text: String, at position: Position) throws(TableFault) -> DeviceReference {
        let parts = text.split(separator: ":").map { UInt32($0) ?? .max }
        guard parts[0] <= largestMajor && parts[1] <= largestMinor else {
            throw TableFault(
                position,
                "bad device number \(text.quoted): the largest is \(largestMajor):\(largestMinor)")
        }
        return .number(major: parts[0], minor: parts[1])
    }

    /// The mapped device's name, for those that are.
    public var mappedName: String? {
        if case .mapped(let name) = self { name } else { nil }
    }

    /// The reference as dm takes it: a mapped device by its path, since the kernel knows no bare names.
    public var description: String {
        switch self {
        case .model(let number): "model:\(number)"
        case .mapped(let name): Self.mapperFolder + name
        case .path(let path): path
        case .number(let major, let minor): "\(major):\(minor)"
        }
    }
}
