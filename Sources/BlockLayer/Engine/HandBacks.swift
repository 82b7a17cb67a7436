/// Leaves that a worker reaped for others and hands back to them, a list for each owner: what one poll reaped costs
/// each of them one push, however many leaves it were.
///
/// Belongs to one worker; see ``LeafEnding/handedBack``.
struct HandBacks<M: Machine> {
    private let lists: UnsafeMutablePointer<BioList<M>>
    /// The owners whose lists are not empty.
    private let owners: UnsafeMutablePointer<UInt16>
    private var ownerCount = 0

    init(workerCount: Int) {
        lists = .allocate(capacity: workerCount)
        lists.initialize(repeating: BioList(), count: workerCount)
        owners = .allocate(capacity: workerCount)
    }

    func deallocate() {
        lists.deallocate()
        owners.deallocate()
    }

    @inline(__always)
    mutating func add(_ leaf: BioPointer<M>) {
        let owner = leaf.pointee.owner
        let list = lists + Int(owner)
        if list.pointee.isEmpty {
            owners[ownerCount] = owner
            ownerCount &+= 1
        }
        list.pointee.append(leaf)
    }

    /// Leaves each list in its owner's mailbox.
    @inline(__always)
    mutating func deliver(to mailboxes: UnsafePointer<Mailbox<M>>) {
        for place in 0..<ownerCount {
            let owner = Int(owners[place])
            mailboxes[owner].reapedLeaves.push(lists[owner])
            lists[owner] = BioList()
        }
        ownerCount = 0
    }
}
