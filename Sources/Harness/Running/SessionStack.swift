import BlockLayer

/// One request of a session: its devices, looked at.
struct SessionStack: Sendable {
    /// Its place in ``Session/stacks``.
    let number: Int
    let planner: Planner
    /// Nil if the leaves are model devices.
    let disks: DiskWatch?

    init(_ planner: Planner, number: Int) {
        self.number = number
        self.planner = planner
        disks = planner.stack.leaves.areModels ? nil : DiskWatch(planner.stack.leaves)
    }

    /// What is written to. A kernel device that is there already has its leaves claimed: it is what nobody else may
    /// use.
    var writtenLeaves: [LeafFacts] {
        guard planner.access.opensForWriting else { return [] }
        return (planner.kernel?.existing?.leaves ?? planner.stack.leaves).facts
    }
}

extension PlannedRun {
    func isOn(_ stack: SessionStack) -> Bool { stackNumber == stack.number }

    func isPolled(on stack: SessionStack) -> Bool { isOn(stack) && completion == .polled }
}

extension Array where Element: Hashable {
    /// Each element once, in the order of its first.
    func uniqued() -> [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
