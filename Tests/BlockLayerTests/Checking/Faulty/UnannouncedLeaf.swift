import RandomNumbers

@testable import BlockLayer

/// A queue of a device to which one thread submits a leaf while another one's call ends that, where it forgets, has
/// told pollers to look never again.
final class UnannouncedLeaf: @unchecked Sendable {
    typealias M = SimulatedMachine

    private let device: ModelDevice<M>
    private let watch: WatchedQueue
    private let queue: SimulatedQueue
    private var pool: BioPool<M>
    private let leaf: BioPointer<M>
    private let scheduler: Scheduler

    static func subject(forgets: Bool) -> CheckSubject {
        CheckSubject(
            "a leaf that pollers are not told of", threads: 2, make: { UnannouncedLeaf($0) },
            body: { part, thread in thread == 0 ? part.submit() : part.call(forgets) }, check: { _ in nil })
    }

    private init(_ scheduler: Scheduler) {
        self.scheduler = scheduler
        do throws(ModelError) {
            device = try ModelDevice(
                ModelSettings(queueDepth: 4), queueCount: 1, seed: 1, epochTicks: 0,
                rate: TickRate(nanosecondsPerTick: 1))
        } catch {
            fatalError("a model device that keeps no data takes none")
        }
        let failures = LeafFailures(
            errors: 0, again: 0, isAgainAtFirst: false, random: RandomGenerator(seed: 1, stream: 1))
        watch = WatchedQueue(device.queues[0], number: 0, failures: failures, on: scheduler)
        queue = SimulatedQueue(model: device.queues[0], observer: .passUnretained(watch))
        pool = BioPool(capacity: 1, sizeBytes: MemoryLayout<Bio<M>>.size) { memory, _ in
            memory.initializeMemory(as: Bio<M>.self, to: Bio(owner: 0, buffer: memory))
        }
        leaf = pool.take()!
        scheduler.state.pointee.watch.add(pool, isRoots: true, of: 0)
    }

    deinit {
        pool.deallocate()
    }

    private func submit() {
        var leaves = BioList<M>()
        leaves.append(leaf)
        var calls: UInt64 = 0
        _ = queue.submit(&leaves, systemCalls: &calls)
    }

    private func call(_ forgets: Bool) {
        scheduler.state.pointee.watch.beginCall(of: 0)
        queue.model.nameWords { word, name in
            if forgets && name == "the next ready time" {
                word.assumingMemoryBound(to: SharedWord<M>.self).pointee.store(.max)
            }
        }
        scheduler.noteEndOfCall(of: 0, announced: queue.model.announcedTicks)
    }
}
