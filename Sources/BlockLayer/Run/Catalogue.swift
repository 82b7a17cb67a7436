/// All polling designs, and the only place where a name becomes a run that is compiled for its design.
///
/// Adding a design is a file of its own and a line here.
public enum Catalogue {
    /// The designs on the machine that the program runs on. A constant of this module, so that each run is compiled
    /// for its design: a generic function called from outside would not be.
    public static let designs: [CatalogueEntry<RealMachine>] = entries(CatalogueEntry.self)

    /// All that results can be of: the designs, and the kernel that they are compared with.
    public static var entries: [CatalogueEntry<RealMachine>] { designs + [kernel] }

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
            Entry(TaskGroups<M, PostedGroupSizes>()),
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
