/// Leaves that a worker has for one hardware queue and that the queue has not taken yet: the batch that is being
/// collected (Linux's `blk_plug`), and leaves for which the queue had no room.
struct Plug<M: Machine> {
    var leaves = BioList<M>()
    var count = 0
    /// Whether the plug is on the worker's list of plugs to look at.
    var isOpen = false

    @inline(__always)
    mutating func add(_ leaf: BioPointer<M>) {
        leaves.append(leaf)
        count &+= 1
    }
}

/// The plugs of one worker, one for each hardware queue of the stack, and a list of those that are open.
struct Plugs<M: Machine> {
    private let plugs: UnsafeMutablePointer<Plug<M>>
    private let open: UnsafeMutablePointer<UInt32>
    /// The number of open plugs: plugs with leaves, or whose queue holds some back.
    private(set) var openCount = 0

    init(queueCount: Int) {
        plugs = .allocate(capacity: queueCount)
        plugs.initialize(repeating: Plug(), count: queueCount)
        open = .allocate(capacity: queueCount)
    }

    func deallocate() {
        plugs.deallocate()
        open.deallocate()
    }

    /// The plug of a queue.
    @inline(__always)
    subscript(queue: UInt32) -> UnsafeMutablePointer<Plug<M>> { plugs + Int(queue) }

    /// The queue of an open plug, in the order in which they were opened.
    @inline(__always)
    func openQueue(_ place: Int) -> UInt32 { open[place] }

    /// Puts a plug on the list, unless it is there.
    @inline(__always)
    mutating func open(_ queue: UInt32) {
        if self[queue].pointee.isOpen { return }
        self[queue].pointee.isOpen = true
        open[openCount] = queue
        openCount &+= 1
    }

    /// Keeps an open plug on the list while it is gone through, at `place`, which this moves on.
    @inline(__always)
    mutating func keep(_ queue: UInt32, at place: inout Int) {
        open[place] = queue
        place &+= 1
    }

    /// Ends the list behind the plugs that were kept.
    @inline(__always)
    mutating func endList(at place: Int) {
        openCount = place
    }
}
