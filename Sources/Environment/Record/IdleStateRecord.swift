/// A way to sleep.
public struct IdleStateRecord: Codable, Hashable, Sendable {
    /// `POLL`, `C1`, `C6`.
    @Nullable public var name: String?
    /// How long it takes to wake up.
    @Nullable public var exitMicroseconds: Int?
    /// The CPUs that must not use it; empty for none.
    public var disabledOn: String
}
