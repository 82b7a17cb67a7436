import BlockDevices
import Placement

/// The hardware queues that a leaf has in a run, and the queue of each worker.
struct LeafQueues: Equatable, Sendable {
    /// How many.
    let count: Int
    /// The queue of each worker.
    let ofWorker: [Int]
    /// The poll queue (hctx) to which the kernel sends the polled IO of each worker's CPU; nil where it is not known.
    var hctxOfWorker: [Int]?
}

extension LeafQueues {
    /// The queues of a leaf for workers on these CPUs.
    ///
    /// - Parameters:
    ///   - model: shares out `count` queues, unless the device does.
    ///   - followsDevice: whether a device whose poll queues are known has a queue for each of them that some worker's
    ///     CPU maps to. Rings are not the device's queues, but so workers share a ring where they share a queue.
    init(_ leaf: LeafFacts, _ cpus: [CPU], model: QueueMap, count: Int, followsDevice: Bool) {
        let hctxs = Self.hctxs(of: leaf.device?.pollQueues ?? [], cpus)
        hctxOfWorker = hctxs
        if followsDevice, let hctxs {
            let used = Set(hctxs).sorted()
            self.count = used.count
            ofWorker = hctxs.map { used.firstIndex(of: $0) ?? 0 }
        } else {
            self.count = count
            ofWorker = model.queueOfCPU(cpus: Self.distinct(cpus), queueCount: count)
        }
    }

    /// As many CPUs as workers: where these take turns, as if each had one of its own.
    private static func distinct(_ cpus: [CPU]) -> [CPU] {
        guard Set(cpus).count < cpus.count else { return cpus }
        return cpus.enumerated().map { CPU(number: $0, node: $1.node, package: $1.package) }
    }

    /// Nil where a CPU is in no queue's list, since then the map is not understood.
    private static func hctxs(of queues: [HardwareQueueFacts], _ cpus: [CPU]) -> [Int]? {
        let known = queues.hctxOfCPU
        let found = cpus.compactMap { known[$0.number] }
        return found.count == cpus.count ? found : nil
    }
}

extension [HardwareQueueFacts] {
    /// The number of the queue that serves each CPU.
    var hctxOfCPU: [Int: Int] {
        var numbers: [Int: Int] = [:]
        for queue in self {
            for cpu in queue.cpus { numbers[cpu] = queue.number }
        }
        return numbers
    }
}

extension Leaves {
    /// Where workers are near these devices: on a node that one of them is attached to, if that is known of all, and
    /// apart on the poll queues of the first that has some.
    var affinity: DeviceAffinity {
        let nodes = facts.map { $0.device?.node }
        let map = facts.lazy.compactMap { $0.device?.pollQueues }.first { !$0.isEmpty }
        return DeviceAffinity(
            nodes: nodes.contains(nil) ? [] : Set(nodes.compactMap(\.self)), queueOfCPU: map?.hctxOfCPU ?? [:]
        )
    }
}
