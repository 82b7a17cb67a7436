/// A sector that did not hold what was written to it.
public struct VerifyMismatch: Sendable, Equatable {
    /// Sector on the top device.
    public var sector: UInt64
    /// The generation that this run wrote last; nil for a sector that only earlier runs wrote.
    public var expectedGeneration: UInt64?
    /// What the sector's stamp says instead, or the same if only the rest of the sector is wrong; nil where it carries
    /// no stamp at all.
    public var foundSector: UInt64?
    public var foundGeneration: UInt64?
}
