/// A part of a device below that a target stands on. Equality does not look at positions.
public struct TableLeg: Hashable, Sendable {
    /// The device below.
    public let device: DeviceReference
    /// Where on the device the part begins.
    public let offsetSectors: UInt64
    /// Where the device stands in the text.
    public let position: Position

    public static func == (left: TableLeg, right: TableLeg) -> Bool {
        left.device == right.device && left.offsetSectors == right.offsetSectors
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(device)
        hasher.combine(offsetSectors)
    }

    /// `DEVICE OFFSET`.
    func text(naming name: DeviceNaming) -> String { "\(deviceText(naming: name)) \(offsetSectors)" }

    /// The device as an argument of a target.
    func deviceText(naming name: DeviceNaming) -> String { Word.escaped(argument: name(device)) }
}
