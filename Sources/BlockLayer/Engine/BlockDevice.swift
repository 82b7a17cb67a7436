/// A device of a loaded stack, by its number.
struct BlockDevice<Design: PollingDesign> {
    /// The table of a mapped device; nil for a leaf.
    let table: UnsafePointer<LoadedTable<Design>>?
    /// The largest IO of a leaf device, in sectors.
    let maxSectorsPerIO: UInt32
    /// The hardware queues of a leaf device, by their numbers in the stack.
    let queues: Range<UInt32>
}

/// A table with what the design keeps for it.
struct LoadedTable<Design: PollingDesign> {
    let layout: TableLayout
    /// For each line of the table, if it has a multipath target.
    let pathSets: UnsafePointer<PathSet<Design.M>>?
    let state: Design.TableState
}
