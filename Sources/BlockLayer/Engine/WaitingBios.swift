/// Bios of one worker that wait before they go to their device, by what they wait for.
struct WaitingBios<M: Machine> {
    /// Clones of multipath targets that go down another path, or down the first that works again.
    var forPath = BioList<M>()
    /// Clones of delay targets, until their time.
    var forTime = BioList<M>()
    /// Bios whose device is suspended: `md->deferred`.
    var forDevice = BioList<M>()
    /// Roots that the job has issued and that wait to be submitted, as the top device is suspended.
    private var roots = BioList<M>()
    private(set) var rootCount = 0

    mutating func appendRoot(_ root: BioPointer<M>) {
        roots.append(root)
        rootCount &+= 1
    }

    mutating func popRoot() -> BioPointer<M>? {
        guard let root = roots.popFirst() else { return nil }
        rootCount &-= 1
        return root
    }
}
