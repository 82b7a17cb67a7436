import Units

/// Chunks dealt to the legs in turn (Documentation/admin-guide/device-mapper/striped.rst).
public struct Striped: TableTarget {
    static let typeName = "striped"
    static let usage = "LEGS CHUNK (DEVICE OFFSET)…"

    /// The sectors that a leg gets before the next one's turn.
    public let chunkSectors: UInt64
    /// At least one, each with the same share of the target.
    public let legs: [TableLeg]

    init(parsing arguments: inout Arguments) throws(TableFault) {
        let limit = UInt64(UInt32.max)
        let length = arguments.lengthSectors
        let count = try arguments.number("number of legs", in: 1...limit)
        chunkSectors = try arguments.number("chunk", in: 1...limit)
        // The kernel's checks in its order, stripe_ctr of dm-stripe.c.
        guard length.isMultiple(of: count) else {
            throw TableFault(arguments.lengthPosition, "length \(length) is not divisible by \(count) legs")
        }
        guard (length / count).isMultiple(of: chunkSectors) else {
            let share = "length \(length) gives each leg \(length / count) sectors"
            let message = "\(share), not divisible by chunk \(chunkSectors)"
            throw TableFault(arguments.lengthPosition, message)
        }
        try Self.check(arguments.count, against: count, at: arguments.position)
        var legs: [TableLeg] = []
        for _ in 0..<count { legs.append(try arguments.leg(sectors: length / count)) }
        self.legs = legs
    }

    /// Before the legs are read one by one: a wrong number would blame the wrong word.
    private static func check(_ words: Int, against legs: UInt64, at position: Position) throws(TableFault) {
        guard UInt64(words) != 2 * legs else { return }
        let message = "\(legs) legs need \(2 * legs) words, DEVICE OFFSET for each; here are \(words)"
        throw TableFault(position, message)
    }

    func legSectors(lengthSectors: UInt64) -> UInt64 { lengthSectors / UInt64(legs.count) }

    var kind: TargetKind { .striped(self) }
    func arguments(naming name: DeviceNaming) -> String {
        "\(legs.count) \(chunkSectors) " + legs.map { $0.text(naming: name) }.joined(separator: " ")
    }

    var shape: String { "striped:\(legs.count):\(chunkSectors * sectorBytes)" }
}
