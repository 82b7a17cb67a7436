import Units

/// The part of the top device that jobs use.
public struct DeviceRange: Hashable, Sendable {
    /// A length of the device.
    public enum Extent: Hashable, Sendable {
        case bytes(UInt64)
        /// Of the whole device.
        case percent(UInt64)
    }

    /// Where it begins, for the first job.
    public var start = Extent.bytes(0)
    /// Nil for all that follows.
    public var length: Extent?
    /// How much later than the one before each further job begins; 0 where all share one part.
    public var incrementBytes: UInt64 = 0

    public init() {}

    /// What no job goes beyond, whatever the length of IOs.
    func sectors(of whole: UInt64) -> Range<UInt64> {
        guard case .bytes(let start) = start, case .bytes(let length)? = length, incrementBytes == 0 else {
            return 0..<whole
        }
        let first = min(start / Units.sectorBytes, whole)
        return first..<first + min(length / Units.sectorBytes, whole - first)
    }
}
