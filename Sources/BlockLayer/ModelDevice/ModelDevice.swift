import RandomNumbers

/// A device that exists in this process only: hardware queues, a service time, and dies that work in parallel.
///
/// It models an NVMe drive as its poller sees it: leaves become ready at times that the poller does not know. The
/// device knows them, so that the detection lag can be measured. Made and freed by the control plane; its queues must
/// not outlive it.
final class ModelDevice<M: Machine>: @unchecked Sendable {
    let settings: ModelSettings
    let queues: [ModelQueue<M>]
    /// Queues beside them that are driven by interrupts.
    let interruptQueues: [ModelQueue<M>]
    private let table: ServiceTable
    private let dies: Dies<M>
    private let entrance: Entrance<M>
    private let store: ModelStore?

    /// - Parameters:
    ///   - seed: the same seed gives the n-th leaf of a queue the same service time, and a page the same die.
    ///   - epochTicks: the zero of the device's clock, which is that of the run.
    ///   - isExclusive: whether one worker each submits to a queue and reaps it.
    ///   - store: the data that earlier runs left, if the device keeps its data.
    init(
        _ settings: ModelSettings, queueCount: Int, interruptQueueCount: Int = 0, seed: UInt64,
        epochTicks: UInt64, rate: TickRate, isExclusive: Bool = false, store: ModelStore? = nil
    ) throws(ModelError) {
        self.settings = settings
        if settings.keepsData, store == nil {
            self.store = try ModelStore(bytes: settings.sizeSectors * UInt64(sectorBytes))
        } else {
            self.store = settings.keepsData ? store : nil
        }
        let data = self.store?.memory.baseAddress
        table = ServiceTables.shared.table(of: settings.service, rate: rate)
        dies = Dies(count: settings.parallelism, seed: seed)
        entrance = Entrance(settings, rate: rate)
        let submitTicks = rate.ticks(nanoseconds: settings.submitCostNanoseconds)
        let completionTicks = rate.ticks(nanoseconds: settings.completionCostNanoseconds)
        let interruptTicks = rate.ticks(nanoseconds: settings.interruptCostNanoseconds)
        let timeoutTicks = rate.ticks(nanoseconds: settings.faults.timeoutNanoseconds)
        var queues: [ModelQueue<M>] = []
        for number in 0..<queueCount + interruptQueueCount {
            let isPolled = number < queueCount && settings.completion == .polled
            queues.append(
                ModelQueue(
                    depth: settings.queueDepth, table: table, keepsOrder: settings.keepsOrder,
                    dies: dies, entrance: entrance, data: data,
                    random: RandomGenerator(seed: seed, stream: UInt64(number)), epochTicks: epochTicks,
                    submitTicks: submitTicks, completionTicks: completionTicks,
                    interruptTicks: isPolled ? 0 : interruptTicks, faults: settings.faults,
                    timeoutTicks: timeoutTicks, isExclusive: isExclusive))
        }
        self.queues = Array(queues.prefix(queueCount))
        interruptQueues = Array(queues.dropFirst(queueCount))
    }

    deinit {
        for queue in queues + interruptQueues { queue.deallocate() }
        dies.deallocate()
        entrance.deallocate()
    }
}

/// Why a model device cannot be made.
enum ModelError: Error {
    /// There is no memory for the data of a device of this size.
    case tooLarge(bytes: UInt64)
}
