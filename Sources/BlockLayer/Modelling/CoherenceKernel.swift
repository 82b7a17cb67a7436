import RandomNumbers

/// Small programs whose cost on real machines has been published: what the modelled machine is calibrated with and
/// tested against.
public enum CoherenceKernel: String, Sendable, CaseIterable {
    /// CPUs in turns, each long after the one before: an addition to one word.
    case turnsOfAdditions = "turns-add"
    /// The same: a load, then a compare-exchange.
    case turnsOfExchanges = "turns-load-cas"
    /// The same: a load, then a store, until others can see it.
    case turnsOfStores = "turns-load-store"
    /// All at once: additions to one word.
    case additions = "add"
    /// All at once: compare-exchanges of one word, each until one succeeds.
    case exchanges = "cas"
    /// All at once: a load and a store of one word.
    case increments = "increment"
    /// All at once, an increment in a lock of two numbers on one cache line: the next ticket and the one that is
    /// served.
    case ticketLock = "ticket-lock"
    /// All at once: the engine's own lock, taken and given back.
    case spinLock = "spin-lock"
    /// Three lines changed in a lock whose waiters stand in a queue, each with a word of its own (Mellor-Crummey and
    /// Scott 1991), as Linux's qspinlock.
    case queueLock = "queue-lock"
    /// The same, handed over inside the holder's socket where one waits there (compact NUMA-aware lock, Kogan).
    case nearQueueLock = "queue-lock-cna"

    private var isInTurns: Bool {
        switch self {
        case .turnsOfAdditions, .turnsOfExchanges, .turnsOfStores: true
        default: false
        }
    }

    /// Runs the program: `rounds` operations on each CPU. Returns nanoseconds per operation of all CPUs together; of
    /// programs in turns those of one operation.
    ///
    /// - Parameters:
    ///   - cpus: of the machine, one for each thread.
    ///   - outside: what a thread does between two operations, on average; half as long to half as long again.
    public func nanoseconds(
        on model: MachineModel, cpus: [Int], rounds: Int, outside: Double = 0, seed: UInt64 = 1
    ) -> Double {
        let run = Run(kernel: self, model, cpus, rounds: rounds, outside: outside, seed: seed)
        defer { run.deallocate() }
        for number in cpus.indices { run.scheduler.setBody(of: number) { run.work(number) } }
        guard run.scheduler.run() else { return .nan }
        let ticks =
            isInTurns ? run.ticksInTurns.pointee : run.scheduler.lastClock &- ModelledScheduler.firstTicks
        return Double(ticks) / 64 / Double(rounds * cpus.count)
    }

    private struct Run {
        let kernel: CoherenceKernel
        let scheduler: ModelledScheduler
        let words: KernelWords
        let cpuCount: Int
        let rounds: Int
        let outsideTicks: UInt64
        let seed: UInt64
        let ticksInTurns: UnsafeMutablePointer<UInt64>

        init(
            kernel: CoherenceKernel, _ model: MachineModel, _ cpus: [Int], rounds: Int, outside: Double,
            seed: UInt64
        ) {
            self.kernel = kernel
            scheduler = ModelledScheduler(model, WorkPrices(), cpus: cpus, seed: seed)
            words = KernelWords(groups: cpus.map { model.group(of: $0, level: 0) })
            cpuCount = cpus.count
            self.rounds = rounds
            outsideTicks = VirtualClock.ticks(outside)
            self.seed = seed
            ticksInTurns = .allocate(capacity: 1)
            ticksInTurns.initialize(to: 0)
        }

        func deallocate() {
            scheduler.deallocate()
            words.deallocate()
            ticksInTurns.deallocate()
        }

        /// One thread.
        func work(_ number: Int) {
            var random = RandomGenerator(seed: seed, stream: UInt64(number))
            // In no order: a queue of waiters keeps that in which they came first.
            if outsideTicks > 0 {
                scheduler.spend(ticks: random.next(below: outsideTicks &* UInt64(cpuCount)))
            }
            for round in 0..<rounds {
                if kernel.isInTurns {
                    takeTurn(round * cpuCount + number, number)
                } else {
                    operate(number)
                    let pause = outsideTicks == 0 ? 0 : random.next(below: outsideTicks)
                    scheduler.spend(ticks: outsideTicks / 2 + pause)
                }
            }
        }

        private func takeTurn(_ turn: Int, _ number: Int) {
            let begin = UInt64(1 + turn) &* VirtualClock.ticks(100_000)
            scheduler.sleep(until: begin)
            operate(number)
            scheduler.settleStores()
            ticksInTurns.pointee += scheduler.fibre.pointee.clock - begin
        }

        private func operate(_ number: Int) {
            switch kernel {
            case .turnsOfAdditions, .additions: words.addOne()
            case .turnsOfExchanges, .exchanges: words.exchangeUntilDone()
            case .turnsOfStores, .increments: words.increment()
            case .ticketLock: words.passTicketLock()
            case .spinLock: words.passSpinLock()
            case .queueLock: words.passQueueLock(number, staysNear: false)
            case .nearQueueLock: words.passQueueLock(number, staysNear: true)
            }
        }
    }
}
