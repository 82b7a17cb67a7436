import RandomNumbers

/// The thread of a schedule that reloads tables and resets controllers.
struct CheckChanger<Design: PollingDesign> where Design.M == SimulatedMachine {
    typealias M = SimulatedMachine

    let stack: UnsafeMutablePointer<LoadedStack<Design, SimulatedQueue>>
    let stop: UnsafeMutablePointer<StopFlag<M>>
    let run: CheckCase
    let seed: UInt64
    let scheduler: Scheduler

    func change() {
        var random = RandomGenerator(seed: seed, stream: 99)
        for _ in 0..<run.changes {
            if run.changedDevice == nil { sleep(ticks: [0, 4, 24][Int(random.next(below: 3))]) }
            let device = run.changedDevice ?? self.device(&random)
            if let leaf = run.plan.devices[device].leaf {
                let count = 1 + Int(random.next(below: UInt64(leaf.queueCount)))
                let top = run.plan.devices.count - 1
                change(top, stack.pointee.reset(device, queueCount: count))
            } else {
                change(device, stack.pointee.reloaded(device))
            }
        }
    }

    /// Three times in four a mapped device. Never a leaf where workers have queues of their own, of which a controller
    /// could take one away for good, or where there is none.
    private func device(_ random: inout RandomGenerator) -> Int {
        let isMapped = { run.plan.devices[$0].leaf == nil }
        let mapped = run.plan.devices.indices.filter(isMapped)
        let leaves = run.plan.devices.indices.filter { !isMapped($0) }
        let wantsLeaf = random.next(below: 4) == 0 && run.engine.sharing == .shared && !leaves.isEmpty
        let devices = wantsLeaf ? leaves : mapped
        return devices[Int(random.next(below: UInt64(devices.count)))]
    }

    private func sleep(ticks: UInt64) {
        let end = M.ticks() &+ ticks
        while M.ticks() < end { M.spin(0, on: stop) }
    }

    private func change(_ device: Int, _ changed: [Int: LoadedDevice<Design>]) {
        let wait = { M.spin(0, on: stack.pointee.handle.maps) }
        stack.pointee.suspend(device, stop.pointee, wait: wait)
        for table in changed.values.compactMap(\.table) { table.watchPaths(on: scheduler) }
        let isTop = device == run.plan.devices.count - 1
        if let clone = scheduler.state.pointee.watch.clone(madeBy: isTop ? nil : device) {
            scheduler.raise(.notFlushed, clone)
        }
        if !stack.pointee.resume(device, with: changed, stop.pointee, wait: wait) {
            scheduler.raise(.notAtRest, "when a table is replaced")
        }
        // The rules of freed tables must not apply to the memory that is reused.
        scheduler.state.pointee.rules.begin()
        stack.pointee.watchPaths(on: scheduler)
    }
}
