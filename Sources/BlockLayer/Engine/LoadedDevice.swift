/// A device of a loaded stack, by its number.
struct LoadedDevice<Design: PollingDesign> {
    /// The table of a mapped device; nil for a leaf.
    var table: UnsafePointer<LoadedTable<Design>>?
    /// The largest IO of a leaf device, in sectors.
    let maxSectorsPerIO: UInt32
    /// The hardware queues of a leaf device, by their numbers in the stack.
    var queues: Range<UInt32>
    /// Whether bios for a mapped device have to wait (DMF_BLOCK_IO_FOR_SUSPEND).
    var isSuspended = false

    /// The hardware queues of the device and of all devices below it. Control plane.
    var queuesBelow: [UInt32] { table.map { Array($0.pointee.layout.queues) } ?? Array(queues) }
}

/// A loaded table with the state of its targets and of the design.
struct LoadedTable<Design: PollingDesign> {
    let layout: TableLayout
    /// A path set for each line of the table, used where it is of a multipath target; nil if no line is.
    let pathSets: UnsafePointer<PathSet<Design.M>>?
    /// Times for each line of the table, used where it is of a flakey or delay target; nil if no line is.
    let times: UnsafePointer<TargetTimes>?
    let state: Design.TableState
}
