/// What a model device is like.
public struct ModelSettings: Sendable, Equatable {
    /// The distribution of service times: of a leaf, or on a device with dies of each of its pages.
    public var service: ServiceTime
    /// The dies of the device, which serve a 4 KiB page at a time each; 0 for no bound. A leaf takes the service time
    /// on the die of each of its pages; see ``Dies``. Without a bound it takes it once, at any length.
    public var parallelism: Int
    /// The commands that the controller takes in a second, of all queues; 0 for no bound. See ``Entrance``.
    public var iopsAtMost = 0
    /// The bytes that the link moves in a second, of all queues; 0 for no bound. See ``Entrance``.
    public var bytesPerSecond: UInt64 = 0
    public var sizeSectors: UInt64
    /// Whether data is kept in memory, so that reads find what was written.
    public var keepsData: Bool
    /// Leaves that one hardware queue takes (tags); rounded up to a power of two only for memory.
    public var queueDepth: Int
    /// Whether leaves of the polled queues are delivered by interrupts after all.
    public var completion: Completion
    /// What an interrupt costs the CPU that takes it; see ``ModelInterrupts``.
    public var interruptCostNanoseconds: UInt64
    /// What it costs the CPU to hand a leaf to the device: what block layer and driver of a real one take, beyond what
    /// the engine does.
    public var submitCostNanoseconds: UInt64 = 0
    /// What it costs the CPU that reaps a leaf to end its request, as block layer and driver of a real device do.
    /// Spent in the completion lock where IOs end in it (``CompletionEnding``).
    public var completionCostNanoseconds: UInt64 = 0
    /// What goes wrong.
    public var faults = ModelFaults()
    /// After what time the controller is reset, again and again, and comes back with another number of queues; 0 for
    /// never.
    public var resetNanoseconds: UInt64 = 0

    public init(
        service: ServiceTime = .fixed(nanoseconds: 0), parallelism: Int = 0, sizeSectors: UInt64 = 1 << 21,
        keepsData: Bool = false, queueDepth: Int = 1023, completion: Completion = .polled,
        interruptCostNanoseconds: UInt64 = 2_000
    ) {
        self.service = service
        self.parallelism = parallelism
        self.sizeSectors = sizeSectors
        self.keepsData = keepsData
        self.queueDepth = queueDepth
        self.completion = completion
        self.interruptCostNanoseconds = interruptCostNanoseconds
    }

    /// Whether leaves of a queue become ready in the order of their submission.
    var keepsOrder: Bool { service.keepsOrder && parallelism == 0 && faults.lost.period == 0 }
}
