/// A sector that did not hold what was written to it.
public struct VerifyMismatch: Sendable {
    /// Sector on the top device.
    public var sector: UInt64
    public var expectedGeneration: UInt64
    /// What the sector carries instead; nil where it carries no stamp at all.
    public var foundSector: UInt64?
    public var foundGeneration: UInt64?
}
