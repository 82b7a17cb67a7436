/// All polling designs, and the only place where a name becomes a run that is compiled for its design.
///
/// Adding a design is a file of its own and a line here.
public enum Catalogue {
    /// The designs on the machine that the program runs on. A constant of this module, so that each run is compiled
    /// for its design: a generic function called from outside would not be.
    public static let designs: [CatalogueEntry<RealMachine>] = designs(on: RealMachine.self)

    /// All that results can be of: the designs, and the kernel that they are compared with.
    public static var entries: [CatalogueEntry<RealMachine>] { designs + [kernel] }

    /// The designs in the order in which they were proposed.
    static func designs<M: Machine>(on machine: M.Type) -> [CatalogueEntry<M>] {
        [
            CatalogueEntry(IterateAll<M>()),
            CatalogueEntry(RootList<M>()),
            CatalogueEntry(BioArray<M>()),
            CatalogueEntry(QueueBitmap<M>()),
            CatalogueEntry(BusySkip<M>()),
            CatalogueEntry(BusyArray<M>()),
            CatalogueEntry(CookieV3<M>()),
            CatalogueEntry(CookieDesign<M>()),
            CatalogueEntry(SyncSubmit<M>()),
            CatalogueEntry(TaskFifo<M>()),
            CatalogueEntry(TaskGroups<M>()),
            CatalogueEntry(DmIoList<M>()),
            CatalogueEntry(ChildCounter<M>()),
            CatalogueEntry(HandBack<M>()),
            CatalogueEntry(Interrupt<M>()),
        ]
    }
}
