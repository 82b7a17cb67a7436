/// A device of a loaded stack, by its number.
struct BlockDevice<Design: PollingDesign> {
    /// The table of a mapped device; nil for a leaf.
    var table: UnsafePointer<LoadedTable<Design>>?
    /// The largest IO of a leaf device, in sectors.
    let maxSectorsPerIO: UInt32
    /// The hardware queues of a leaf device, by their numbers in the stack.
    var queues: Range<UInt32>
    /// Whether bios for a mapped device have to wait: DMF_BLOCK_IO_FOR_SUSPEND.
    var isSuspended = false

    /// The hardware queues of the device and of all devices below it. Control plane.
    var queuesBelow: [UInt32] { table.map { Array($0.pointee.layout.queues) } ?? Array(queues) }
}

/// A table with what the design keeps for it.
struct LoadedTable<Design: PollingDesign> {
    let layout: TableLayout
    /// For each line of the table, if it has a multipath target.
    let pathSets: UnsafePointer<PathSet<Design.M>>?
    /// For each line of the table, if it has a flakey or a delay target.
    let times: UnsafePointer<TargetTimes>?
    let state: Design.TableState
}
