/// One line of a table: which sectors of the mapped device a target serves.
/// Equality does not look at positions.
public struct TargetLine: Hashable, Sendable {
    /// The first sector of the mapped device that the target serves.
    public let startSectors: UInt64
    /// The number of sectors that it serves, at least one.
    public let lengthSectors: UInt64
    /// The target.
    public let kind: TargetKind
    /// Where the line begins in the text.
    public let position: Position

    /// The first sector after the target.
    public var endSectors: UInt64 { startSectors + lengthSectors }

    /// Reads `START LENGTH TYPE ARGUMENTS`; the targets before it end at `expectedStart`.
    init(_ words: [Word], expectedStart: UInt64, names: DeviceNames) throws(TableFault) {
        guard words.count >= 3 else {
            throw TableFault(
                words[words.count - 1].end, "expected START LENGTH TYPE and the target's arguments")
        }
        position = words[0].position
        startSectors = try Arguments.number(words[0], "start")
        if startSectors != expectedStart {
            throw Self.misplaced(start: startSectors, expected: expectedStart, at: position)
        }
        lengthSectors = try Arguments.number(words[1], "length")
        guard lengthSectors > 0 else { throw TableFault(words[1].position, "the length is zero") }
        guard lengthSectors <= Stack.limitSectors - startSectors else {
            throw TableFault(words[1].position, "start + length is beyond 2^53 sectors")
        }
        let length = (lengthSectors, words[1].position)
        kind = try TargetKind(words[2], words[3...], length: length, names: names)
    }

    private static func misplaced(start: UInt64, expected: UInt64, at position: Position) -> TableFault {
        let how = start > expected ? "a gap" : "an overlap"
        let message =
            expected == 0
            ? "the first target starts at sector \(start), must start at 0"
            : "\(how): the target starts at sector \(start), the one before ends at \(expected)"
        return TableFault(position, message)
    }

    public static func == (left: TargetLine, right: TargetLine) -> Bool {
        left.startSectors == right.startSectors && left.lengthSectors == right.lengthSectors
            && left.kind == right.kind
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(startSectors)
        hasher.combine(lengthSectors)
        hasher.combine(kind)
    }

    /// The line as `dmsetup table` prints it.
    func text(naming name: DeviceNaming) -> String {
        "\(startSectors) \(lengthSectors) \(kind.text(naming: name))"
    }
}
