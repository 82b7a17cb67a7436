@testable import BlockLayer

/// How threads tell each other of something, each with an order of memory that is too weak for it.
enum Handshakes {
    typealias M = SimulatedMachine

    /// A submitter and a reaper of a queue: the tail, and the time at which the next leaf is ready.
    private final class Announcement: @unchecked Sendable {
        let tail = allocateValue(SharedWord<M>(0))
        let nextReady = allocateValue(SharedWord<M>(1))
        var tailOfReaper: UInt64 = 0

        deinit {
            tail.deinitialize(count: 1).deallocate()
            nextReady.deinitialize(count: 1).deallocate()
        }

        /// Submits a leaf that is ready at 5, and tells of it in any case or only if nobody looks earlier.
        func submit(inAnyCase: Bool) {
            tail.pointee.store(1)
            var current = nextReady.pointee.load()
            while inAnyCase || 5 < current {
                let seen = nextReady.pointee.compareExchange(expected: current, desired: min(current, 5))
                if seen == current { return }
                current = seen
            }
        }

        /// Has taken the leaf of time 1, and looks for others.
        func reap() {
            _ = nextReady.pointee.exchange(.max)
            tailOfReaper = tail.pointee.load()
        }
    }

    /// What ``ModelQueue`` does, with a read-modify-write in any case or without.
    static func announcement(inAnyCase: Bool) -> CheckSubject {
        CheckSubject(
            "announcement", threads: 2, make: { _ in Announcement() },
            body: { part, thread in thread == 0 ? part.submit(inAnyCase: inAnyCase) : part.reap() },
            check: { part in
                part.tailOfReaper == 0 && part.nextReady.pointee.load() == .max
                    ? "nobody looks for the leaf" : nil
            })
    }

    /// Two threads that each raise a flag by an exchange and enter where the other's is down, as ``DeviceMaps`` does.
    private final class Flags: @unchecked Sendable {
        let words = SharedWords<M>(count: 2, .padded)
        var entered = [false, false]

        deinit {
            words.deallocate()
        }

        func enter(_ thread: Int, sequentially: Bool) {
            _ = words[thread].pointee.exchange(1)
            let other = words[1 - thread]
            entered[thread] = (sequentially ? other.pointee.loadSequential() : other.pointee.load()) == 0
        }
    }

    static func flags(sequentially: Bool) -> CheckSubject {
        CheckSubject(
            "flags", threads: 2, make: { _ in Flags() },
            body: { part, thread in part.enter(thread, sequentially: sequentially) },
            check: { $0.entered == [true, true] ? "both are in" : nil })
    }

    /// A bio that one thread hands to another by a word.
    private final class Handing: @unchecked Sendable {
        var pool: BioPool<M>
        let word = allocateValue(SharedWord<M>(0))

        init(_ scheduler: Scheduler) {
            pool = BioPool(capacity: 1, sizeBytes: MemoryLayout<Bio<M>>.size) { memory, _ in
                memory.initializeMemory(as: Bio<M>.self, to: Bio(owner: 0, buffer: memory))
            }
            scheduler.state.pointee.watch.add(pool, isRoots: false, of: 0)
        }

        deinit {
            pool.deallocate()
            word.deinitialize(count: 1).deallocate()
        }

        func hand(releasing: Bool) {
            let bio = pool.take().unsafelyUnwrapped
            let value = UInt64(UInt(bitPattern: bio))
            if releasing { word.pointee.store(value) } else { word.pointee.storeRelaxed(value) }
        }

        func end() {
            if let bio = BioPointer<M>(bitPattern: UInt(word.pointee.load())) {
                M.note(.ended(status: 0), of: bio)
            }
        }
    }

    static func handing(releasing: Bool) -> CheckSubject {
        CheckSubject(
            "handing", threads: 2, make: { Handing($0) },
            body: { part, thread in thread == 0 ? part.hand(releasing: releasing) : part.end() },
            check: { _ in nil })
    }
}
