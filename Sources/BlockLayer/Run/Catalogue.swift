/// All polling designs, and the only place where a name becomes a run that is compiled for its design.
///
/// Adding a design is a file of its own and a line here.
public enum Catalogue {
    /// The designs on the machine that the program runs on. A constant of this module, so that each run is compiled
    /// for its design: a generic function called from outside would not be.
    public static let designs: [CatalogueEntry] = entries(CatalogueEntry.self)

    /// The designs, and the kernel that they are compared with: all that a run can be of.
    public static var all: [CatalogueEntry] { designs + [kernel] }

    /// The designs in the order in which they were proposed, as entries of a kind and for its machine.
    static func entries<Entry: DesignEntry>(_ kind: Entry.Type) -> [Entry] {
        typealias M = Entry.M
        return [
            Entry(IterateAll<M>()),
            Entry(RootList<M, CorrectedRootList>()),
            Entry(BioArray<M>()),
            Entry(QueueBitmap<M>()),
            Entry(BusySkip<M>()),
            Entry(BusyArray<M>()),
            Entry(CookieV3<M>()),
            Entry(CookieDesign<M>()),
            Entry(SyncSubmit<M>()),
            Entry(TaskFifo<M>()),
            Entry(TaskGroups<M>()),
            Entry(DmIoList<M>()),
            Entry(ChildCounter<M>()),
            Entry(HandBack<M>()),
            Entry(Interrupt<M>()),
        ]
    }
}

/// What is made of a design, compiled for it.
protocol DesignEntry {
    associatedtype M: Machine

    init<Design: PollingDesign>(_ design: Design) where Design.M == M
}

extension Catalogue {
    /// `kernel`: the real thing, not a design of ours. The stack is one leaf, a device node of dm; Linux divides,
    /// tracks and polls what goes there (`dm_poll_bio` of drivers/md/dm.c).
    ///
    /// Ours is only the ring: the engine asks no design about a stack without a table, so this is the bare loop of
    /// ``IterateAll`` over the worker's own ring.
    public static let kernel = CatalogueEntry(IterateAll<RealMachine>(), standsForKernelAs: kernelCard)

    /// The same where completions are not polled for: the thread sleeps as ``Interrupt`` does.
    public static let kernelByInterrupts = CatalogueEntry(
        Interrupt<RealMachine>(), standsForKernelAs: kernelCard)

    private static let kernelCard = DesignCard(
        name: "kernel", author: "Linux", source: "5.18 and later, not a design of ours",
        idea: "the root goes to a real dm device, and the kernel remembers what to poll")
}
