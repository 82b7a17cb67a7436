/// A design as the harness sees it: what to say of it, and how to run it.
public struct CatalogueEntry<M: Machine>: Sendable {
    public let card: DesignCard
    /// Whether it sleeps until a queue interrupts: only on devices that can, each thread with queues of its own.
    public let waitsForInterrupts: Bool
    /// Whether it lets interrupts complete some leaves: each thread has a queue more on each device.
    public let leavesUnpolled: Bool
    /// Whether it stands for dm of the running kernel: the stack is a device node, what is below is out of sight.
    public let isKernel: Bool
    /// Bytes that the design adds to each root and to each clone; nil for the kernel's own, which cannot be seen.
    public let stateBytesPerRoot: Int?
    public let stateBytesPerClone: Int?

    private let withParameter: @Sendable (Int) -> CatalogueEntry
    private let run: @Sendable (RunDevices, RunSettings, RunStop<M>) throws(RunError) -> RunOutcome

    init<Design: PollingDesign>(_ design: Design) where Design.M == M {
        self.init(design, Design.card)
    }

    private init<Design: PollingDesign>(_ design: Design, _ card: DesignCard) where Design.M == M {
        self.init(
            design, card, isKernel: false, stateBytesPerRoot: MemoryLayout<Design.RootState>.size,
            stateBytesPerClone: MemoryLayout<Design.CloneState>.size)
    }

    /// A design that only drives the ring of a device node.
    init<Design: PollingDesign>(_ design: Design, standsForKernelAs card: DesignCard) where Design.M == M {
        self.init(design, card, isKernel: true, stateBytesPerRoot: nil, stateBytesPerClone: nil)
    }

    private init<Design: PollingDesign>(
        _ design: Design, _ card: DesignCard, isKernel: Bool, stateBytesPerRoot: Int?,
        stateBytesPerClone: Int?
    ) where Design.M == M {
        self.card = card
        self.isKernel = isKernel
        self.stateBytesPerRoot = stateBytesPerRoot
        self.stateBytesPerClone = stateBytesPerClone
        waitsForInterrupts = Design.waitsForInterrupts
        leavesUnpolled = Design.leavesUnpolled
        withParameter = { value in
            var card = Design.card
            card.name += ":\(value)"
            return CatalogueEntry(Design(parameter: value), card)
        }
        run = { (devices, settings, stop) throws(RunError) in try devices.run(design, settings, stop) }
    }

    /// The same design with a value for its parameter, in whose name the value stands unless it is the default; nil if
    /// it takes none, or not this one.
    public func with(parameter value: Int) -> CatalogueEntry? {
        guard let parameter = card.parameter, parameter.range.contains(value) else { return nil }
        return value == parameter.defaultValue ? self : withParameter(value)
    }

    /// Runs the design over the devices. Blocks until the run has ended.
    public func run(
        on devices: RunDevices, _ settings: RunSettings, stop: RunStop<M>
    ) throws(RunError) -> RunOutcome {
        try run(devices, settings, stop)
    }
}

extension CatalogueEntry: DesignEntry {}
