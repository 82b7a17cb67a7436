/// A design as the harness sees it: what to say of it, and how to run it.
public struct CatalogueEntry<M: Machine>: Sendable {
    public let card: DesignCard
    /// Whether it sleeps until a queue interrupts: only on devices that can, each thread with queues of its own.
    public let waitsForInterrupts: Bool
    /// Bytes that the design adds to each root and to each clone.
    public let stateBytesPerRoot: Int
    public let stateBytesPerClone: Int

    private let run: @Sendable (RunDevices, RunSettings, RunStop<M>) throws(RunError) -> RunOutcome

    init<Design: PollingDesign>(_ design: Design) where Design.M == M {
        card = Design.card
        waitsForInterrupts = Design.waitsForInterrupts
        stateBytesPerRoot = MemoryLayout<Design.RootState>.size
        stateBytesPerClone = MemoryLayout<Design.CloneState>.size
        run = { (devices, settings, stop) throws(RunError) in try devices.run(design, settings, stop) }
    }

    /// Runs the design over the devices. Blocks until the run has ended.
    public func run(
        on devices: RunDevices, _ settings: RunSettings, stop: RunStop<M>
    ) throws(RunError) -> RunOutcome {
        try run(devices, settings, stop)
    }
}
