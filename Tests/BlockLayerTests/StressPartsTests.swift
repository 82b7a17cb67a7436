import Glibc
import Synchronization
import Testing

@testable import BlockLayer

/// The parts that threads share, on as many threads as fight over them.
@Suite(.serialized) struct StressPartsTests {
    private static let rounds = TestSettings.count(short: 5_000, medium: 10_000, long: 40_000)
    private static let threadCount = 4

    private final class Shared: @unchecked Sendable {
        let lock = SpinLock<RealMachine>()
        let word = CompletionWord<RealMachine>()
        let mailbox = Mailbox<RealMachine>()
        let turn = Atomic(0)
        let ends = Atomic(0)
        /// Under the lock.
        var count = 0
    }

    @Test func aSpinLockExcludes() throws {
        let shared = Shared()
        try Watchdog.guarding("spin lock") {
            try onThreads(Self.threadCount) { number in
                for _ in 0..<Self.rounds {
                    if number == 0 {
                        while !shared.lock.tryLock() { sched_yield() }
                    } else {
                        _ = shared.lock.lock()
                    }
                    shared.count += 1
                    shared.lock.unlock()
                }
            }
        }
        #expect(shared.count == Self.threadCount * Self.rounds)
        let isHeld = shared.lock.isHeld()
        #expect(!isHeld)
    }

    @Test func aHeldSpinLockIsNotTaken() {
        let shared = Shared()
        let hasWaited = shared.lock.lock()
        let isHeld = shared.lock.isHeld()
        let isTakenAgain = shared.lock.tryLock()
        shared.lock.unlock()
        let isTakenAfterwards = shared.lock.tryLock()
        #expect(!hasWaited && isHeld && !isTakenAgain && isTakenAfterwards)
    }

    /// In each round one thread divides, all give a part back; exactly one of them must learn that it was the last,
    /// and see the error and the latest time of the others.
    @Test func aBioEndsOnce() throws {
        let shared = Shared()
        let wrong = Atomic(0)
        try Watchdog.guarding("completion word") {
            let barrier = StartBarrier(count: Self.threadCount)
            try onThreads(Self.threadCount) { number in
                for round in 0..<Self.rounds / 4 {
                    if number == 0 {
                        shared.word.start()
                        shared.word.divide(into: Self.threadCount, status: .ok)
                    }
                    barrier.wait()
                    let failing = round % Self.threadCount
                    let outcome = shared.word.drop(
                        number == failing ? .noSpace : .ok, readyTicks: UInt64(number)
                    ).outcome
                    if let outcome {
                        shared.ends.wrappingAdd(1, ordering: .relaxed)
                        if outcome.status != .noSpace || outcome.readyTicks != UInt64(Self.threadCount - 1) {
                            wrong.wrappingAdd(1, ordering: .relaxed)
                        }
                    }
                    barrier.wait()
                }
            }
        }
        #expect(shared.ends.load(ordering: .relaxed) == Self.rounds / 4)
        #expect(wrong.load(ordering: .relaxed) == 0)
    }

    /// Three threads push their bios as often as they find them free, one takes: each push is taken once.
    @Test func aMailboxLosesNothing() throws {
        let shared = Shared()
        let pushers = Self.threadCount - 1
        let biosEach = 8
        let store = BioStore<RealMachine>(count: pushers * biosEach)
        let isFree = (0..<pushers * biosEach).map { _ in Flag() }
        try Watchdog.guarding("mailbox") {
            try onThreads(Self.threadCount) { number in
                if number == pushers {
                    Self.take(pushers * Self.rounds, from: shared, store, isFree)
                    return
                }
                for round in 0..<Self.rounds {
                    let place = number * biosEach + round % biosEach
                    while !isFree[place].take() { sched_yield() }
                    shared.mailbox.endedRoots.push(store[place])
                }
            }
        }
        #expect(shared.ends.load(ordering: .relaxed) == pushers * Self.rounds)
        #expect(shared.mailbox.endedRoots.takeAll() == nil)
        #expect(shared.mailbox.releasedClones.takeAll() == nil)
    }

    private static func take(
        _ total: Int, from shared: Shared, _ store: BioStore<RealMachine>, _ isFree: [Flag]
    ) {
        var taken = 0
        while taken < total {
            var next = shared.mailbox.endedRoots.takeAll()
            if next == nil { sched_yield() }
            while let bio = next {
                next = bio.pointee.next
                isFree[store.place(of: bio)].give()
                taken += 1
            }
        }
        shared.ends.store(taken, ordering: .relaxed)
    }

    private final class Flag: Sendable {
        private let isSet = Atomic(true)

        func take() -> Bool { isSet.exchange(false, ordering: .acquiringAndReleasing) }
        func give() { isSet.store(true, ordering: .releasing) }
    }

    /// In each round all threads count up and down, close together; then bits must say what counts say.
    @Test func pendingBitsAgreeWithTheirCounts() throws {
        let words = SharedWords<RealMachine>(
            count: PendingQueues<RealMachine>.wordCount(for: 2), .packed)
        nonisolated(unsafe) let pending = PendingQueues(queueCount: 2, in: words)
        defer { words.deallocate() }
        let wrong = Atomic(0)
        try Watchdog.guarding("pending queues") {
            let barrier = StartBarrier(count: 2)
            try onThreads(2) { number in
                for round in 0..<Self.rounds {
                    barrier.wait()
                    // One of them stays pending in each round.
                    let staying: UInt32 = round & 1 == 0 ? 0 : 1
                    if number == 0 { pending.add(staying) }
                    for _ in 0..<4 {
                        for place in 0..<2 as Range<UInt32> {
                            pending.add(place)
                            pending.remove(place)
                        }
                    }
                    barrier.wait()
                    if number == 1 {
                        let bits = pending.bits.load(word: 0)
                        if !pending.isSettled || bits != 1 << staying {
                            wrong.wrappingAdd(1, ordering: .relaxed)
                        }
                        pending.remove(staying)
                    }
                }
            }
        }
        #expect(wrong.load(ordering: .relaxed) == 0)
    }
}
