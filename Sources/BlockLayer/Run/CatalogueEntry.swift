/// A design as the harness sees it: what to say of it, and how to run it.
public struct CatalogueEntry: Sendable {
    /// The description of the design.
    public let card: DesignCard
    /// Whether it sleeps until a queue interrupts: only on devices that can, each thread with queues of its own.
    public let waitsForInterrupts: Bool
    /// Whether it lets interrupts complete some leaves: each thread has a queue more on each device.
    public let leavesUnpolled: Bool
    /// Which thread ends its leaves.
    public let leafEnding: LeafEnding
    /// Whether it stands for dm of the running kernel: the stack is a device node, what is below is out of sight.
    public let isKernel: Bool
    /// Bytes that the design adds to each root and to each clone; nil for the kernel's own, which cannot be seen.
    public let stateBytesPerRoot: Int?
    public let stateBytesPerClone: Int?

    private let withParameter: @Sendable (Int, String) -> CatalogueEntry
    private let run: @Sendable (RunDevices, RunSettings, RunStop) throws(RunError) -> RunOutcome

    init<Design: PollingDesign>(_ design: Design) where Design.M == RealMachine {
        self.init(design, Design.card)
    }

    private init<Design: PollingDesign>(_ design: Design, _ card: DesignCard) where Design.M == RealMachine {
        self.init(
            design, card, isKernel: false, stateBytesPerRoot: MemoryLayout<Design.RootState>.size,
            stateBytesPerClone: MemoryLayout<Design.CloneState>.size)
    }

    /// A design that only drives the ring of a device node.
    init<Design: PollingDesign>(_ design: Design, standsForKernelAs card: DesignCard)
    where Design.M == RealMachine {
        self.init(design, card, isKernel: true, stateBytesPerRoot: nil, stateBytesPerClone: nil)
    }

    private init<Design: PollingDesign>(
        _ design: Design, _ card: DesignCard, isKernel: Bool, stateBytesPerRoot: Int?,
        stateBytesPerClone: Int?
    ) where Design.M == RealMachine {
        self.card = card
        self.isKernel = isKernel
        self.stateBytesPerRoot = stateBytesPerRoot
        self.stateBytesPerClone = stateBytesPerClone
        waitsForInterrupts = Design.waitsForInterrupts
        leavesUnpolled = Design.leavesUnpolled
        leafEnding = Design.leafEnding
        withParameter = { value, word in
            var card = Design.card
            card.name += ":" + word
            return CatalogueEntry(Design(parameter: value), card)
        }
        run = { (devices, settings, stop) throws(RunError) in try devices.run(design, settings, stop) }
    }

    /// The same design with a word for its parameter, which stands in its name unless it means the default; nil if it
    /// takes none, or not this one.
    public func with(parameter word: String) -> CatalogueEntry? {
        guard let parameter = card.parameter, let value = parameter.value(of: word) else { return nil }
        return value == parameter.defaultValue ? self : withParameter(value, parameter.word(of: value))
    }

    /// Whether only owners give back counts of bios, so that they may be plain.
    ///
    /// - Parameters:
    ///   - hasQueuesOfItsOwn: whether each thread has queues of its own, which no other polls.
    public func mayCountPlainly(hasQueuesOfItsOwn: Bool) -> Bool {
        leafEnding.isByOwner || hasQueuesOfItsOwn
    }

    /// Runs the design over the devices. Blocks until the run has ended.
    public func run(
        on devices: RunDevices, _ settings: RunSettings, stop: RunStop
    ) throws(RunError) -> RunOutcome {
        try run(devices, settings, stop)
    }
}

extension CatalogueEntry: DesignEntry {
    typealias M = RealMachine
}
