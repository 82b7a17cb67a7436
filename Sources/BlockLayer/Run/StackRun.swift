/// Runs one design over one stack: loads the stack, starts a worker per CPU, and gathers what they measured.
struct StackRun<Design: PollingDesign, Queue: HardwareQueue, Host: RunHost>: ~Copyable
where Queue.M == Design.M, Host.M == Design.M {
    private let settings: RunSettings
    private let limits: StackLimits
    private let cloneCount: Int
    private let host: Host
    private let rate: TickRate
    private let stack: LoadedStack<Design, Queue>
    private let buffers: WorkerBuffers
    /// Nil if nothing is verified.
    private let ledger: StampLedger?

    /// - Parameters:
    ///   - queues: of all leaves, in the order of the plan.
    ///   - host: of as many workers as the settings have CPUs.
    ///   - buffers: one region per worker, of `depth` blocks.
    ///   - rate: of the machine's clock.
    ///   - epochTicks: the zero of the queues' clocks.
    init(
        _ design: Design, queues: [Queue], _ settings: RunSettings, on host: Host, buffers: WorkerBuffers,
        rate: TickRate, epochTicks: UInt64
    ) throws(RunError) {
        let limits = settings.limits
        // A bio may have two counts beside those of its parts: a guard while it is submitted, and its owner's hold.
        let most = CompletionWord<Design.M>.maxRemaining - 2
        if limits.piecesPerBio > most { throw .tooManyPieces(pieces: limits.piecesPerBio, most: most) }
        guard let clones = settings.clonesForDepth else {
            throw .tooManyClones(perRoot: limits.clonesPerRoot, depth: settings.depth)
        }
        let ledger = try Self.ledger(settings)
        let blocks = settings.rangeSectors / UInt64(settings.blockSectors)
        let ranges = settings.verify == .off ? 1 : settings.cpus.count
        if blocks < UInt64(ranges) { throw .rangeTooSmall(blocks: blocks, workers: ranges) }
        self.limits = limits
        cloneCount = max(limits.clonesPerRoot, settings.clonesPerWorker ?? clones)
        self.settings = settings
        self.host = host
        self.rate = rate
        self.buffers = buffers
        self.ledger = ledger
        stack = LoadedStack(
            settings.plan, design: design, queues: queues, workerCount: settings.cpus.count,
            epochTicks: epochTicks, sharing: settings.engine.sharing, rate: rate,
            isChangeable: settings.changesStack)
    }

    /// Runs to the end; the calling thread sleeps meanwhile.
    func run() throws(RunError) -> RunOutcome {
        let count = settings.cpus.count
        let results = ThreadSlots<Result<WorkerOutcome, RunError>>(count: count)
        let changes = ThreadSlots<StackChanges>(count: 1)
        // The threads end before this function does, so what they borrow outlives them.
        try withUnsafePointer(to: self) { run throws(RunError) in
            nonisolated(unsafe) let run = run
            try run.pointee.host.run(count: settings.changesStack ? count + 1 : count) { number in
                if number == count {
                    changes[0] = run.pointee.changeStack()
                } else {
                    results[number] = run.pointee.work(number)
                }
            }
        }
        let workers = try results.values.map { outcome throws(RunError) in try outcome.get() }
        return RunOutcome(
            workers: workers, rate: rate,
            stateBytesPerRoot: MemoryLayout<Design.RootState>.size,
            stateBytesPerClone: MemoryLayout<Design.CloneState>.size,
            stateBytesPerTable: stack.tableStateBytes, anyLockHeld: stack.anyLockHeld,
            changes: changes[0] ?? StackChanges(),
            strayPages: workers.reduce(0) { $0 + $1.strayPages })
    }

    /// The life of one worker, on its own thread.
    private func work(_ number: Int) -> Result<WorkerOutcome, RunError> {
        let pinned = settings.cpus[number].flatMap { host.pin(to: $0) }
        settings.memory?.prefer(worker: number)
        var worker = Worker<Design, Queue>(
            number: number, of: stack, settings: settings.engine, rate: rate, limits: limits,
            rootCount: settings.depth, cloneCount: cloneCount, buffers: buffers.region(of: number))
        worker.patience.stopFlag = UnsafePointer(host.stopFlag)
        let obstacle = pinned ?? shortage(of: worker) ?? attach(worker)
        let strayPages = strayPages(of: worker)
        if obstacle != nil { host.stopFlag.pointee.set() }
        var findings = Findings(verifier: makeVerifier(number))
        host.gather()
        if number == 0 { host.begin() }
        for pass in settings.passesBefore { _ = run(pass, number, &worker, &findings) }
        let job = run(.workload, number, &worker, &findings)
        for pass in settings.passesAfter { _ = run(pass, number, &worker, &findings) }
        host.end()
        var outcome = Self.outcome(of: &worker, job, findings)
        outcome.strayPages = strayPages
        outcome.hasLeftIOs = worker.patience.hasLeftIOs
        worker.detachQueues()
        if let obstacle { return .failure(obstacle) }
        return .success(outcome)
    }

    /// The life of the thread that changes the stack.
    private func changeStack() -> StackChanges {
        withUnsafePointer(to: stack) { stack in
            var changer = StackChanger(stack, settings, on: host)
            changer.run()
            return changer.changes
        }
    }

    /// What a worker hands on from pass to pass.
    private struct Findings {
        var verifier: Verifier?
        var firstError: FailedIO?
    }

    private func run(
        _ pass: RunPass, _ number: Int, _ worker: inout Worker<Design, Queue>, _ findings: inout Findings
    ) -> Job {
        let observer = pass == .workload ? settings.observer : nil
        observer?.workloadBegins(number)
        var job = job(pass, number, worker.now(), findings.verifier)
        worker.run(&job, stop: host.stopFlag.pointee)
        observer?.workloadEnds(number)
        // Until all have drained, others may still reap for this worker and push to its pools.
        host.gather()
        findings.verifier = job.verifier
        if findings.firstError == nil, let (status, sector) = job.firstError {
            findings.firstError = FailedIO(status, sector: sector, pass: pass)
        }
        return job
    }

    /// How much of a worker's memory is not where it should be: a sample, so that it does not take long.
    private func strayPages(of worker: borrowing Worker<Design, Queue>) -> Int {
        guard let memory = settings.memory else { return 0 }
        let most = 64
        let pools = [worker.roots.pages, worker.clones.pages].flatMap { $0.samples(atMost: most) }
        return memory.strayCount(pools + buffers.samples(of: worker.number, atMost: most), of: worker.number)
    }

    private func shortage(of worker: borrowing Worker<Design, Queue>) -> RunError? {
        guard worker.hasMemory(roots: settings.depth) else {
            return .outOfMemory(bytes: Worker<Design, Queue>.bytes(stack.handle.design, settings))
        }
        return nil
    }

    private func attach(_ worker: borrowing Worker<Design, Queue>) -> RunError? {
        let errno = worker.attachQueues()
        return errno == 0 ? nil : .device("cannot make the rings a thread's own: \(errorText(errno))")
    }

    /// Jobs that verify have the range to themselves, slice by slice; others share all of it.
    private func range(of number: Int) -> (firstBlock: UInt64, blockCount: UInt64) {
        let blocks = settings.rangeSectors / UInt64(settings.blockSectors)
        if case .off = settings.verify { return (0, blocks) }
        let slice = blocks / UInt64(settings.cpus.count)
        return (UInt64(number) * slice, slice)
    }

    private func firstSector(_ block: UInt64, _ number: Int) -> UInt64 {
        settings.firstSector + UInt64(number) * settings.strideSectors + block * UInt64(settings.blockSectors)
    }

    private func makeVerifier(_ number: Int) -> Verifier? {
        guard let ledger else { return nil }
        let (firstBlock, blockCount) = range(of: number)
        return Verifier(
            ledger, firstSector: firstSector(firstBlock, number), blockSectors: settings.blockSectors,
            blockCount: Int(blockCount))
    }

    private static func ledger(_ settings: RunSettings) throws(RunError) -> StampLedger? {
        if case .off = settings.verify { return nil }
        if let kept = settings.kept { return kept.ledger }
        return try KeptData(for: [settings], on: .model([])).ledger
    }

    private func job(_ pass: RunPass, _ number: Int, _ start: UInt64, _ verifier: Verifier?) -> Job {
        let (firstBlock, blockCount) = range(of: number)
        let isWorkload = pass == .workload
        var verifier = verifier
        verifier?.selection = pass.selection
        let ramp = rate.ticks(nanoseconds: settings.rampNanoseconds)
        let runtime = rate.ticks(nanoseconds: settings.runtimeNanoseconds)
        return Job(
            depth: settings.depth, batchComplete: settings.batchComplete, blockSectors: settings.blockSectors,
            firstSector: firstSector(firstBlock, number),
            measureFromTicks: isWorkload ? start &+ ramp : .max,
            endTicks: isWorkload && settings.ioLimit == nil ? start &+ ramp &+ runtime : .max,
            ioLimit: isWorkload ? settings.ioLimit ?? .max : verifier?.selectedCount() ?? blockCount,
            pattern: AccessPattern(
                isRandom: settings.isRandom && isWorkload,
                readPercent: pass.readPercent ?? settings.readPercent,
                blockCount: blockCount, seed: settings.seed, stream: UInt64(number) + 1),
            verifier: verifier, sampling: settings.sampling, rate: rate)
    }

    private static func outcome(
        of worker: inout Worker<Design, Queue>, _ job: borrowing Job, _ findings: Findings
    ) -> WorkerOutcome {
        let verifier = findings.verifier
        return WorkerOutcome(
            window: job.window, counters: worker.counters, latency: RecordedDurations(job.latency),
            lag: RecordedDurations(job.lag), firstError: findings.firstError,
            checkedSectors: verifier?.checkedSectors ?? 0, unstampedSectors: verifier?.unstampedSectors ?? 0,
            firstUnstampedSector: verifier?.firstUnstampedSector, mismatch: verifier?.mismatch,
            lostRoots: worker.missingRoots(), lostClones: worker.missingClones())
    }
}
