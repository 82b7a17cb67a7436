import RandomNumbers

/// Runs the schedules of one design and one case, one after the other, each over a stack that is made for it.
///
/// Belongs to one thread.
final class CheckRig<Design: PollingDesign> where Design.M == SimulatedMachine {
    typealias M = SimulatedMachine
    typealias Stack = LoadedStack<Design, SimulatedQueue>

    private let design: Design
    private let original: CheckCase
    private let scheduler: Scheduler
    private let threadCount: Int
    private let workers: UnsafeMutablePointer<Worker<Design, SimulatedQueue>>
    private let jobs: UnsafeMutablePointer<Job>
    private let stop: UnsafeMutablePointer<StopFlag<M>>
    private let block: UnsafeMutableRawPointer
    /// By the length of an IO.
    private var limits: [UInt32: StackLimits] = [:]
    private let rate = TickRate(nanosecondsPerTick: 1)

    init(_ design: Design, _ original: CheckCase, on scheduler: Scheduler) {
        self.design = design
        var original = original
        if Design.leafEnding.isByOwner { original.engine.counting = Design.card.counting }
        self.original = original
        self.scheduler = scheduler
        threadCount = original.threadCount
        workers = .allocate(capacity: threadCount)
        jobs = .allocate(capacity: threadCount)
        stop = .allocate(capacity: 1)
        block = .allocate(byteCount: Int(original.blockSectors) * sectorBytes, alignment: 4096)
    }

    deinit {
        stop.deallocate()
        block.deallocate()
        workers.deallocate()
        jobs.deallocate()
    }

    /// Runs one schedule; the same seed and the same decisions give the same run. Returns what is wrong with it.
    ///
    /// After a fault the stack and its workers are not freed: nothing in them can be relied on.
    func run(_ policy: Policy, seed: UInt64) -> Fault? {
        let run = original.varied(
            by: seed, Design.leafEnding.isByOwner ? CompletionCounting.allCases : [.atomic])
        stop.initialize(to: StopFlag())
        scheduler.begin(fibreCount: original.fibreCount, policy: policy)
        let devices = devices(run, seed)
        let watches = watches(devices, run, seed)
        defer { withExtendedLifetime(watches) {} }
        let queues = watches.map { SimulatedQueue(model: $0.model, observer: .passUnretained($0)) }
        let stack = UnsafeMutablePointer<Stack>.allocate(capacity: 1)
        stack.initialize(
            to: LoadedStack(
                run.plan, design: design, queues: queues, workerCount: threadCount, epochTicks: 0,
                sharing: run.engine.sharing, rate: rate, isChangeable: run.changes > 0))
        prepareWorkers(run, stack, seed)
        if original.changes > 0 {
            let changer = CheckChanger(stack: stack, stop: stop, run: run, seed: seed, scheduler: scheduler)
            scheduler.setBody(of: threadCount) { changer.change() }
        }
        scheduler.run()
        if let fault = scheduler.state.pointee.fault ?? faultAtEnd(run, stack) {
            _ = Unmanaged.passRetained(devices as AnyObject)
            _ = Unmanaged.passRetained(watches as AnyObject)
            return fault
        }
        workers.deinitialize(count: threadCount)
        jobs.deinitialize(count: threadCount)
        stack.deinitialize(count: 1).deallocate()
        return nil
    }
}

extension CheckRig {
    private func devices(_ run: CheckCase, _ seed: UInt64) -> [ModelDevice<M>] {
        run.plan.leaves.enumerated().map { number, leaf in
            var settings = ModelSettings(
                service: run.service, sizeSectors: leaf.sectorCount, queueDepth: run.queueDepth,
                interruptCostNanoseconds: 0)
            settings.faults.lost = FailureSchedule(period: run.lostPeriod, length: 1)
            settings.faults.timeoutNanoseconds = 7
            do throws(ModelError) {
                return try ModelDevice(
                    settings, queueCount: leaf.queueCount,
                    interruptQueueCount: Design.leavesUnpolled ? threadCount : 0,
                    seed: seed &+ UInt64(number),
                    epochTicks: 0, rate: rate)
            } catch {
                fatalError("a model device that keeps no data takes none")
            }
        }
    }

    private func watches(_ devices: [ModelDevice<M>], _ run: CheckCase, _ seed: UInt64) -> [WatchedQueue] {
        let models = devices.flatMap(\.queues) + devices.flatMap(\.interruptQueues)
        return models.enumerated().map { number, model in
            let failures = LeafFailures(
                errors: run.errorsOf256, again: run.againOf256, isAgainAtFirst: run.isAgainAtFirst,
                random: RandomGenerator(seed: seed, stream: 100 + UInt64(number)))
            return WatchedQueue(model, number: UInt32(number), failures: failures, on: scheduler)
        }
    }

    private func prepareWorkers(_ run: CheckCase, _ stack: UnsafeMutablePointer<Stack>, _ seed: UInt64) {
        let limits = limits(of: run)
        for number in 0..<threadCount {
            (workers + number).initialize(
                to: Worker(
                    number: number, of: stack.pointee, settings: run.engine, rate: rate, limits: limits,
                    rootCount: run.depth,
                    cloneCount: limits.clonesPerRoot * min(run.depth, run.rootsInPool ?? run.depth),
                    buffers: BufferRegion(start: block, blockBytes: 0, firstIndex: 0, indexStep: 0)))
            (jobs + number).initialize(to: job(run, number, seed))
            scheduler.setBody(of: number) { [workers, jobs, stop] in
                workers[number].run(&jobs[number], stop: stop.pointee)
            }
            scheduler.state.pointee.watch.add(workers[number].roots, isRoots: true, of: number)
            scheduler.state.pointee.watch.add(workers[number].clones, isRoots: false, of: number)
        }
        scheduler.state.pointee.watch.clonesPerRoot = limits.clonesPerRoot
        watch(stack, run)
        if scheduler.state.pointee.trace != nil { setNames(stack) }
    }

    private func limits(of run: CheckCase) -> StackLimits {
        if let known = limits[run.blockSectors] { return known }
        let new = StackLimits(run.plan, rootSectors: run.blockSectors)
        limits[run.blockSectors] = new
        return new
    }

    /// Registers with the scheduler what must hold at every step.
    private func watch(_ stack: UnsafeMutablePointer<Stack>, _ run: CheckCase) {
        let state = scheduler.state
        if run.plan.mayFail { state.pointee.watch.failingPlan = run.plan }
        state.pointee.watch.rootsAtMost = Design.promises.rootsInFlight
        state.pointee.polls.begin(Design.promises) { [workers] queue, fibre in
            workers[fibre].ownQueues.contains(queue)
        }
        if Design.promises.areOfState {
            state.pointee.brokenPromise = { [workers, design, threadCount] fibre in
                fibre < threadCount ? design.brokenPromise(of: workers[fibre]) : nil
            }
        }
        stack.pointee.watchPaths(on: scheduler)
    }

    private func job(_ run: CheckCase, _ number: Int, _ seed: UInt64) -> Job {
        let blocks = run.plan.topSectorCount / UInt64(run.blockSectors)
        return Job(
            depth: run.depth, batchComplete: 1, blockSectors: run.blockSectors, firstSector: 0,
            measureFromTicks: .max, endTicks: .max, ioLimit: UInt64(run.ios),
            pattern: AccessPattern(
                isRandom: true, readPercent: 50, blockCount: blocks, seed: seed, stream: UInt64(number) + 1),
            verifier: nil, sampling: .off, rate: rate)
    }

    private func setNames(_ stack: UnsafeMutablePointer<Stack>) {
        let handle = stack.pointee.handle
        handle.maps.pointee.nameWords { word, name in scheduler.setName(of: word, byteCount: 8, name) }
        scheduler.setName(of: stop, byteCount: MemoryLayout<StopFlag<M>>.size, "the flag of all")
        for number in 0..<handle.contextCount {
            let context = handle.contexts + number
            context.pointee.queue.model.nameWords { word, name in
                scheduler.setName(of: word, byteCount: 8, "\(name) of queue \(number)")
            }
            withUnsafePointer(to: context.pointee.submissionLock) { lock in
                let bytes = MemoryLayout<CacheLinePadded<SpinLock<M>>>.size
                scheduler.setName(of: lock, byteCount: bytes, "the submission lock of queue \(number)")
            }
            withUnsafePointer(to: context.pointee.completionLock) { lock in
                let bytes = MemoryLayout<CacheLinePadded<SpinLock<M>>>.size
                scheduler.setName(of: lock, byteCount: bytes, "the completion lock of queue \(number)")
            }
        }
        for number in stack.pointee.plan.devices.indices {
            guard let table = stack.pointee.devices[number].table else { continue }
            design.nameWords(ofTable: table.pointee.state) { word, name in
                scheduler.setName(of: word, byteCount: 8, "\(name) of device \(number)")
            }
        }
        for number in 0..<threadCount {
            design.nameWords(ofWorker: workers[number].designState) { word, name in
                scheduler.setName(of: word, byteCount: 8, "\(name) of thread \(number)")
            }
            scheduler.setName(
                of: handle.mailboxes + number, byteCount: MemoryLayout<Mailbox<M>>.size,
                "the mailbox of thread \(number)")
        }
    }

    /// What must hold when all workers have ended.
    private func faultAtEnd(_ run: CheckCase, _ stack: UnsafeMutablePointer<Stack>) -> Fault? {
        for number in 0..<threadCount {
            let worker = workers + number
            let roots = worker.pointee.missingRoots()
            let clones = worker.pointee.missingClones()
            if roots + clones > 0 {
                return Fault(kind: .lost, text: "\(roots) roots and \(clones) clones of thread \(number)")
            }
            if worker.pointee.counters.ios != UInt64(run.ios) {
                let text = "thread \(number) saw \(worker.pointee.counters.ios) of \(run.ios) IOs end"
                return Fault(kind: .lost, text: text)
            }
            let lingering = worker.pointee.lingeringCount
            if lingering != 0 {
                let text = "\(Int64(bitPattern: lingering)) bios of thread \(number) linger"
                return Fault(kind: .notAtRest, text: text)
            }
        }
        if stack.pointee.anyLockHeld { return Fault(kind: .lockHeld, text: "of a queue") }
        if stack.pointee.anyPathLockHeld { return Fault(kind: .lockHeld, text: "of a multipath target") }
        return stack.pointee.isAtRest ? nil : Fault(kind: .notAtRest, text: "")
    }
}
