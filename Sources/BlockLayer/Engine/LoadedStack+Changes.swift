// What changes about a stack while workers use it: tables that are loaded anew, controllers that come back with other
// queues. Control plane, one thread at a time, which is none of the workers.

extension LoadedStack {
    /// Has bios for a mapped device wait from now on, and returns when none is under way there: `dm_suspend`. What the
    /// top device has to wait for is every root.
    ///
    /// - Parameters:
    ///   - stop: the flag that the workers look at.
    ///   - wait: called as long as a worker has something under way.
    func suspend(_ device: Int, _ stop: borrowing StopFlag<Design.M>, wait: () -> Void) {
        stop.callWorkers()
        handle.maps.pointee.announce { $0[device].isSuspended = true }
        while !handle.maps.pointee.areKnown() { wait() }
    }

    /// Puts changed devices in place, has the bios go on that wait for a suspended one, and frees the tables that are
    /// replaced, once no worker can use them: `dm_swap_table`, `dm_resume`.
    ///
    /// - Returns: whether the design's state of those tables said that nothing was in flight; if not, they stay.
    func resume(
        _ device: Int, with changed: [Int: LoadedDevice<Design>], _ stop: borrowing StopFlag<Design.M>,
        wait: () -> Void
    ) -> Bool {
        // In order, so that the same schedule runs the same way again.
        let replaced = changed.keys.sorted().compactMap { devices[$0].table }
        handle.maps.pointee.announce { devices in
            for (number, new) in changed { devices[number] = new }
            devices[device].isSuspended = false
        }
        while !handle.maps.pointee.areKnown() { wait() }
        stop.endCall()
        guard replaced.allSatisfy({ handle.design.isAtRest($0.pointee.state) }) else { return false }
        for table in replaced { retire(table) }
        return true
    }

    /// A mapped device with its table loaded anew: what `dmsetup reload` makes ready.
    func reloaded(_ device: Int) -> [Int: LoadedDevice<Design>] {
        var new = devices[device]
        new.table = loadAnew(device, over: devices)
        return [device: new]
    }

    /// What a leaf device becomes whose controller was reset and has so many queues now, and with it the tables of all
    /// mapped devices, which know the queues below them.
    ///
    /// - Parameter queueCount: at most as many as the plan says.
    func reset(_ device: Int, queueCount: Int) -> [Int: LoadedDevice<Design>] {
        let count = plan.devices.count
        let after = UnsafeMutablePointer<LoadedDevice<Design>>.allocate(capacity: count)
        defer { after.deallocate() }
        after.initialize(from: devices, count: count)
        let first = after[device].queues.lowerBound
        after[device].queues = first..<first + UInt32(queueCount)
        var changed = [device: after[device]]
        for number in 0..<count where after[number].table != nil {
            after[number].table = loadAnew(number, over: after)
            changed[number] = after[number]
        }
        return changed
    }
}
