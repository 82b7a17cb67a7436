// The hardware queues of one worker. Control plane.

extension LoadedStack {
    /// The queue that a worker submits to, by device number; `UInt32.max` for mapped devices.
    func submissionQueues(of worker: Int) -> [UInt32] {
        plan.devices.enumerated().map { number, device in
            guard let leaf = device.leaf else { return .max }
            return devices[number].queues.lowerBound + UInt32(leaf.queueOfWorker[worker])
        }
    }

    /// The interrupt-driven queue of a worker, by device number, `UInt32.max` for mapped devices; empty where the
    /// design leaves no leaf unpolled.
    func unpolledQueues(of worker: Int) -> [UInt32] {
        guard Design.leavesUnpolled else { return [] }
        var next = UInt32(handle.polledCount + worker)
        return plan.devices.map { device in
            guard device.leaf != nil else { return .max }
            defer { next += UInt32(workerCount) }
            return next
        }
    }

    /// The file descriptors of the queues whose interrupts a worker waits for.
    func interruptDescriptors(of worker: Int) -> [Int32] {
        submissionQueues(of: worker).filter { $0 != .max }.compactMap {
            handle.contexts[Int($0)].queue.interruptDescriptor
        }
    }
}
