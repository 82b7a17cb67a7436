// Paths of multipath targets, which the scheduler watches.

extension LoadedStack where Design.M == SimulatedMachine {
    func watchPaths(on scheduler: Scheduler) {
        for number in plan.devices.indices { devices[number].table?.watchPaths(on: scheduler) }
    }

    /// Whether the lock of any multipath target is held: never, once the workers have ended.
    var anyPathLockHeld: Bool {
        plan.devices.indices.contains { number in
            guard let table = devices[number].table, let paths = table.pointee.pathSets else { return false }
            return (0..<table.pointee.layout.targets.count).contains { paths[$0].isLockHeld }
        }
    }
}

extension UnsafePointer {
    /// Has the scheduler check each change of the set of working paths of a table.
    func watchPaths<Design: PollingDesign>(on scheduler: Scheduler)
    where Pointee == LoadedTable<Design>, Design.M == SimulatedMachine {
        guard let sets = pointee.pathSets else { return }
        for line in 0..<pointee.layout.targets.count {
            let paths = sets + line
            scheduler.state.pointee.rules.add(paths.pointee.usableWord) { old, new, now in
                paths.pointee.fault(from: old, to: new, at: now)
            }
        }
    }
}
