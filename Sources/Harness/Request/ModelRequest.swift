import BlockLayer

/// The ``settings`` of a model device.
public struct ModelRequest: Equatable, Sendable {
    /// The settings of the device.
    public var settings: ModelSettings
    /// The largest IO that it takes; 1280 KiB is Linux's default for `max_sectors_kb`.
    public var maxIOBytes: UInt64
    /// The drive that the settings began as; nil for none, as without one.
    public var drive: ModelDrive? {
        didSet { ModelDrive.preset(drive, &settings) }
    }
    /// Whether the request says what an interrupt costs; if not, a described machine does.
    private var givesInterruptCost = false

    /// A device with these settings.
    public init(_ settings: ModelSettings = ModelSettings(), maxIOBytes: UInt64 = 1280 << 10) {
        self.settings = settings
        self.maxIOBytes = maxIOBytes
    }

    /// What an interrupt costs, as the request says.
    var interruptCostNanoseconds: UInt64 {
        get { settings.interruptCostNanoseconds }
        set {
            settings.interruptCostNanoseconds = newValue
            givesInterruptCost = true
        }
    }

    /// The same device in a machine; nil for the one that the program runs on.
    func inside(_ machine: MachineChoice?) -> ModelRequest {
        guard let machine, !givesInterruptCost else { return self }
        var device = self
        device.settings.interruptCostNanoseconds = UInt64(machine.model.io.interruptNanoseconds.rounded())
        return device
    }
}
