import BlockLayer

/// The ``settings`` of a model device.
public struct ModelRequest: Equatable, Sendable {
    /// The settings of the device.
    public var settings: ModelSettings
    /// The largest IO that it takes; 1280 KiB is Linux's default for `max_sectors_kb`.
    public var maxIOBytes: UInt64

    /// A device with these settings.
    public init(_ settings: ModelSettings = ModelSettings(), maxIOBytes: UInt64 = 1280 << 10) {
        self.settings = settings
        self.maxIOBytes = maxIOBytes
    }
}
