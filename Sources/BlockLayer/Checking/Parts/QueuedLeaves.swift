/// A queue of a model device with fewer tags than leaves: one thread submits, others reap.
final class QueuedLeaves: @unchecked Sendable {
    typealias M = SimulatedMachine

    private let device: ModelDevice<M>
    private let bios: UnsafeMutablePointer<Bio<M>>
    private let leafCount: Int
    private let submissions = allocateValue(SpinLock<M>())
    private let completions = allocateValue(SpinLock<M>())
    private let reapedCount = allocateValue(SharedWord<M>(0))
    private var reaped: [BioPointer<M>] = []

    init(depth: Int, leaves: Int) {
        let settings = ModelSettings(queueDepth: depth, interruptCostNanoseconds: 0)
        do throws(ModelError) {
            device = try ModelDevice(
                settings, queueCount: 1, seed: 1, epochTicks: 0, rate: TickRate(nanosecondsPerTick: 1))
        } catch {
            fatalError("a model device that keeps no data takes none")
        }
        leafCount = leaves
        bios = EngineParts.bios(leaves)
    }

    deinit {
        bios.deinitialize(count: leafCount).deallocate()
        submissions.deinitialize(count: 1).deallocate()
        completions.deinitialize(count: 1).deallocate()
        reapedCount.deinitialize(count: 1).deallocate()
    }

    private var queue: ModelQueue<M> { device.queues[0] }

    func submit() {
        var list = BioList<M>()
        for place in 0..<leafCount { list.append(bios + place) }
        var calls: UInt64 = 0
        while !list.isEmpty {
            _ = submissions.pointee.lock()
            let taken = queue.submit(&list, systemCalls: &calls)
            submissions.pointee.unlock()
            if taken == 0 { M.spin(0, on: bios) }
        }
    }

    func reap() {
        let batch = CompletionBatch<M>(capacity: 2)
        defer { batch.deallocate() }
        var calls: UInt64 = 0
        while reapedCount.pointee.load() < leafCount {
            guard queue.mayHaveCompletions() else {
                M.spin(0, on: bios)
                continue
            }
            _ = completions.pointee.lock()
            let count = queue.reap(into: batch, systemCalls: &calls)
            for place in 0..<count { reaped.append(batch[place]) }
            completions.pointee.unlock()
            reapedCount.pointee.add(UInt64(count))
        }
    }

    var fault: String? {
        reaped.count == leafCount && Set(reaped).count == leafCount
            ? nil : "\(reaped.count) leaves came back, \(Set(reaped).count) of them different"
    }
}
