import Glibc
import RandomNumbers

/// A device that exists in this process only: hardware queues, a service time, and as many dies as work in parallel.
///
/// What it models is an NVMe drive as its poller sees it: leaves become ready at times that the poller does not know,
/// and it knows those times, so that the delay until somebody looks can be measured. Made and freed by the control
/// plane; its queues must not outlive it.
final class ModelDevice<M: Machine>: @unchecked Sendable {
    let settings: ModelSettings
    let queues: [ModelQueue<M>]
    /// Queues beside them that are driven by interrupts.
    let interruptQueues: [ModelQueue<M>]
    private let table: ServiceTable
    private let dies: UnsafeMutableBufferPointer<CacheLinePadded<SharedWord<M>>>
    private let data: UnsafeMutableRawBufferPointer?

    /// - Parameters:
    ///   - seed: the same seed gives the n-th leaf of a queue the same service time.
    ///   - epochTicks: the zero of the device's clock, which is that of the run.
    init(
        _ settings: ModelSettings, queueCount: Int, interruptQueueCount: Int = 0, seed: UInt64,
        epochTicks: UInt64, rate: TickRate
    ) throws(ModelError) {
        self.settings = settings
        data = try settings.keepsData ? Self.map(bytes: settings.sizeSectors * UInt64(sectorBytes)) : nil
        table = ServiceTables.shared.table(of: settings.service, rate: rate)
        dies = .allocate(capacity: settings.parallelism)
        for die in 0..<settings.parallelism {
            dies.initializeElement(at: die, to: CacheLinePadded(SharedWord(0)))
        }
        let submitTicks = rate.ticks(nanoseconds: settings.submitCostNanoseconds)
        let interruptTicks = rate.ticks(nanoseconds: settings.interruptCostNanoseconds)
        let timeoutTicks = rate.ticks(nanoseconds: settings.faults.timeoutNanoseconds)
        var queues: [ModelQueue<M>] = []
        for number in 0..<queueCount + interruptQueueCount {
            let isPolled = number < queueCount && settings.completion == .polled
            queues.append(
                ModelQueue(
                    depth: settings.queueDepth, table: table, keepsOrder: settings.keepsOrder,
                    dies: UnsafeBufferPointer(dies), data: data?.baseAddress,
                    random: RandomGenerator(seed: seed, stream: UInt64(number)), epochTicks: epochTicks,
                    submitTicks: submitTicks, interruptTicks: isPolled ? 0 : interruptTicks,
                    faults: settings.faults, timeoutTicks: timeoutTicks))
        }
        self.queues = Array(queues.prefix(queueCount))
        interruptQueues = Array(queues.dropFirst(queueCount))
    }

    deinit {
        for queue in queues + interruptQueues { queue.deallocate() }
        dies.deinitialize().deallocate()
        if let data { munmap(data.baseAddress, data.count) }
    }

    /// Memory for the device's data, zeroed, taken from the system only as it is touched.
    private static func map(bytes: UInt64) throws(ModelError) -> UnsafeMutableRawBufferPointer {
        guard let count = Int(exactly: bytes), count > 0 else { throw .tooLarge(bytes: bytes) }
        let memory = mmap(
            nil, count, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
        guard let memory, memory != MAP_FAILED else { throw .tooLarge(bytes: bytes) }
        return UnsafeMutableRawBufferPointer(start: memory, count: count)
    }
}

/// Why a model device cannot be made.
enum ModelError: Error {
    /// There is no memory for the data of a device of this size.
    case tooLarge(bytes: UInt64)
}
