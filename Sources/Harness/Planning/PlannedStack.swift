import BlockLayer

/// One request of a plan, with the facts of its devices.
struct PlannedStack: Sendable {
    /// Its place in ``Plan/stacks``.
    let number: Int
    let planner: Planner

    var request: RunRequest { planner.work.request }
    var leaves: Leaves { planner.stack.leaves }

    /// The devices that are written to. A kernel device that is there already holds its leaves: the device itself is
    /// written to instead.
    var writtenLeaves: [LeafFacts] {
        guard planner.work.access.opensForWriting else { return [] }
        return (planner.kernel?.existing?.leaves ?? leaves).facts
    }
}

extension PlannedRun {
    func isOn(_ stack: PlannedStack) -> Bool { stackNumber == stack.number }

    func isPolled(on stack: PlannedStack) -> Bool { isOn(stack) && completion == .polled }
}

extension Array where Element: Hashable {
    /// Each element once, in the order of its first.
    func uniqued() -> [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
