/// Leaves that a worker has for one hardware queue and that the queue has not taken yet: those of the batch that is
/// being collected (Linux's `blk_plug`), and those for which the queue had no room.
struct Plug<M: Machine> {
    var leaves = BioList<M>()
    var count = 0
    /// Whether the plug is on the worker's list of plugs to flush.
    var isOpen = false
}
