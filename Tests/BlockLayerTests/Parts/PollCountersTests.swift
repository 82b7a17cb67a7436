import Testing

@testable import BlockLayer

/// What one poll of a hardware queue does and counts, lock by lock.
@Suite struct PollCountersTests {
    private typealias M = RealMachine
    private typealias Design = IterateAll<M>

    /// Two workers on the one queue of each of two leaves.
    private static let plan = StackPlan(devices: [
        .leaf(64, workers: 2), .leaf(64, workers: 2), .mapped([.striped(128, chunk: 4, [0, 1])]),
    ])

    private static func workers(_ settings: EngineSettings = EngineSettings()) -> Workers<Design> {
        Workers(Design(), plan, count: 2, settings: settings)
    }

    private static func anyLockHeld(_ workers: Workers<Design>) -> Bool { workers.stack.anyLockHeld }

    @Test func anEmptyQueueCostsALook() {
        let workers = Self.workers()
        #expect(workers[0].pointee.pollQueue(0) == 0)
        let counters = workers[0].pointee.counters
        #expect(counters.queuePolls == 1 && counters.emptyQueuePolls == 1)
        #expect(counters.locks == 0 && counters.leavesReaped == 0 && counters.busySkips == 0)
    }

    @Test func aLeafCostsALockOnEachSide() {
        let workers = Self.workers()
        let root = workers.submit(count: 4)
        #expect(workers[0].pointee.counters.leavesSubmitted == 1 && workers[0].pointee.counters.locks == 1)
        #expect(workers[0].pointee.pollQueue(0) == 1)
        let counters = workers[0].pointee.counters
        #expect(counters.queuePolls == 1 && counters.emptyQueuePolls == 0 && counters.leavesReaped == 1)
        #expect(counters.locks == 2 && counters.lockWaits == 0 && counters.foreignCompletions == 0)
        #expect(counters.systemCalls == 2)
        #expect(workers.takeEnded() == [root] && !Self.anyLockHeld(workers))
    }

    @Test func whoReapsForOthersCountsThem() {
        let workers = Self.workers()
        let root = workers.submit(count: 8)
        #expect((0..<2).map { workers[1].pointee.pollQueue($0) } == [1, 1])
        #expect(workers[1].pointee.counters.foreignCompletions == 2)
        #expect(workers[1].pointee.counters.leavesReaped == 2)
        #expect(workers[0].pointee.counters.leavesReaped == 0)
        #expect(workers.takeEnded(of: 1) == [] && workers.takeEnded() == [root] && workers.missing() == 0)
    }

    @Test(arguments: [CompletionLocking.trylock, .blocking])
    func aBusyQueueIsSkipped(locking: CompletionLocking) {
        let workers = Self.workers(EngineSettings(locking: locking))
        let root = workers.submit(count: 4)
        let locks = workers[0].pointee.counters.locks
        _ = workers.stack.handle.contexts.pointee.completionLock.value.lock()
        #expect(workers[0].pointee.pollQueue(0, unlessBusy: locking == .blocking) == 0)
        #expect(workers[0].pointee.counters.busySkips == 1 && workers[0].pointee.counters.locks == locks)
        #expect(workers[0].pointee.counters.emptyQueuePolls == 1)
        #expect(Self.anyLockHeld(workers))
        workers.stack.handle.contexts.pointee.completionLock.value.unlock()
        #expect(workers[0].pointee.pollQueue(0, unlessBusy: true) == 1)
        #expect(workers[0].pointee.counters.busySkips == 1 && workers[0].pointee.counters.locks == locks + 1)
        #expect(workers.takeEnded() == [root] && !Self.anyLockHeld(workers))
    }

    /// Locks of queues that another thread gives back while this one waits: one wait each.
    @Test func waitsForLocksAreCounted() {
        let workers = Workers(IterateAll<InterruptedMachine>(), Self.plan, count: 2)
        let context = workers.stack.handle.contexts
        func giveBack(_ lock: UnsafePointer<SpinLock<InterruptedMachine>>, during body: () -> Void) {
            let interruption = InterruptedMachine.Interruption(beforeAccess: 4) { lock.pointee.unlock() }
            InterruptedMachine.$current.withValue(interruption, operation: body)
        }
        var root: RootPointer<IterateAll<InterruptedMachine>>?
        _ = context.pointee.submissionLock.value.lock()
        withUnsafePointer(to: context.pointee.submissionLock.value) { lock in
            giveBack(lock) { root = workers.submit(count: 4) }
        }
        #expect(workers[0].pointee.counters.lockWaits == 1 && workers[0].pointee.counters.locks == 1)
        _ = context.pointee.completionLock.value.lock()
        withUnsafePointer(to: context.pointee.completionLock.value) { lock in
            giveBack(lock) { _ = workers[0].pointee.pollQueue(0) }
        }
        #expect(workers[0].pointee.counters.lockWaits == 2 && workers[0].pointee.counters.locks == 2)
        #expect(workers.takeEnded().first == root)
    }

    @Test func withoutLocksNoneIsTaken() {
        let workers = Self.workers(EngineSettings(locking: .none))
        _ = workers.stack.handle.contexts.pointee.completionLock.value.lock()
        _ = workers.stack.handle.contexts.pointee.submissionLock.value.lock()
        let root = workers.submit(count: 4)
        #expect(workers[0].pointee.pollQueue(0) == 1 && workers.takeEnded() == [root])
        #expect(workers[0].pointee.counters.locks == 0)
        let areHeld = [
            workers.stack.handle.contexts.pointee.completionLock.value.isHeld(),
            workers.stack.handle.contexts.pointee.submissionLock.value.isHeld(),
        ]
        #expect(areHeld == [true, true])
    }

    @Test(arguments: [1, 2, 3, 8])
    func aPollReapsUpToItsLimit(limit: Int) {
        let plan = StackPlan(devices: [.leaf(64), .mapped([.striped(64, chunk: 1, [0])])])
        let workers = Workers(Design(), plan, settings: EngineSettings(reapLimit: limit))
        let root = workers.submit(count: 8)
        var polls: [Int] = []
        while workers[0].pointee.ended.isEmpty { polls.append(workers[0].pointee.pollQueue(0)) }
        #expect(polls.reduce(0, +) == 8 && polls.dropLast().allSatisfy { $0 == limit })
        #expect(workers.takeEnded() == [root])
    }

    /// A worker touches no queue of another one where each has its own.
    @Test func exclusiveQueuesAreTheirOwners() {
        let plan = StackPlan(devices: [.leaf(64, queues: 2, workers: 2), .mapped([.linear(64, 0)])])
        let recorder = Recorder<M>(queueCount: 2)
        var owners: [[UInt16?]] = []
        for sharing in [QueueSharing.exclusive, .shared] {
            let stack = LoadedStack(
                plan, design: Design(), queues: recorder.queues, workerCount: 2, epochTicks: 0,
                sharing: sharing)
            owners.append((0..<2).map { stack.handle.contexts[$0].owner })
        }
        #expect(owners == [[0, 1], [nil, nil]])
    }
}

/// What a stack says of its queues.
@Suite struct StackPlanTests {
    @Test func queuesHaveTheWorkersThatSubmitToThem() {
        let plan = StackPlan(devices: [
            .leaf(64, queues: 2, workers: 2), .mapped([.linear(64, 0)]), .leaf(64, queues: 3, workers: 2),
        ])
        #expect(plan.queueOwners == [0: 0, 1: 1, 2: 0, 3: 1])
        #expect(plan.hasQueuesOfItsOwn && plan.leaves.count == 2)
    }

    @Test func aQueueOfTwoIsNobodysOwn() {
        let plan = StackPlan(devices: [.leaf(64, queues: 2, workers: 2), .leaf(64, queues: 1, workers: 2)])
        #expect(!plan.hasQueuesOfItsOwn && plan.queueOwners == [0: 0, 1: 1, 2: 1])
    }

    @Test func targetsThatMakeBiosWait() {
        let leg = Leg(device: 0, startSector: 3)
        let delay = StackPlan.Kind.delay([leg, leg], readNanoseconds: 1, writeNanoseconds: 2)
        let flakey = StackPlan.Kind.flakey(leg, StackPlan.Flakiness())
        let waiting: [StackPlan.Kind] = [delay, .multipath(.init(paths: [leg]))]
        let others: [StackPlan.Kind] = [
            .linear(leg), .striped(chunkSectors: 1, legs: [leg]), .mirror(legs: [leg]), .remap(leg), flakey,
            .error,
            .zero,
        ]
        for kind in waiting + others {
            let plan = StackPlan(devices: [
                .leaf(64), .mapped([.linear(4, 0), .init(sectorCount: 4, kind: kind)]),
            ])
            let isWaiting = waiting.contains { "\($0)" == "\(kind)" }
            #expect(plan.hasWaiting == isWaiting, "\(kind)")
        }
        #expect(delay.isTimed && flakey.isTimed && !others[0].isTimed && !waiting[1].isTimed)
        #expect(waiting[1].multipath != nil && delay.multipath == nil)
        #expect(delay.legs == [leg, leg] && flakey.legs == [leg] && waiting[1].legs == [leg])
        #expect(others.map(\.legs.count) == [1, 1, 1, 1, 1, 0, 0])
    }

    @Test func aFlakeyTargetFailsAllUnlessTold() {
        let flakiness = StackPlan.Flakiness()
        #expect(flakiness.failsReads && flakiness.failsWrites && !flakiness.dropsWrites)
        #expect(flakiness.upNanoseconds == 0 && flakiness.downNanoseconds == 0)
        #expect(!StackPlan.Multipath(paths: []).queuesIfNoPath)
    }
}
