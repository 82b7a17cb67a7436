/// All polling designs, and the only place where a name becomes a run that is compiled for its design.
///
/// Adding a design is a file of its own and a line here.
public enum Catalogue {
    /// The designs in the order in which they were proposed.
    public static func designs<M: Machine>(on machine: M.Type = RealMachine.self) -> [CatalogueEntry<M>] {
        [
            CatalogueEntry(IterateAll<M>()),
        ]
    }
}
