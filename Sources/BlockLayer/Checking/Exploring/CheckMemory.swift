// What an exploration takes of memory: on each of its threads a scheduler, and the stack of one schedule at a time.

extension RunMemory {
    /// Of a scheduler for a part of the engine, on each of `threads`.
    init(exploring model: MemoryModel, threads: Int) {
        self.init()
        addSchedulers(of: model, bios: 0, threads)
    }

    /// Of the schedules of a case.
    ///
    /// - Parameter threads: of this machine, each of which runs schedules.
    init<Design: PollingDesign>(
        exploring design: Design, _ original: CheckCase, _ model: MemoryModel, threads: Int
    ) where Design.M == SimulatedMachine {
        self.init()
        let limits = StackLimits(original.plan, rootSectors: original.blockSectors)
        let roots = original.depth.multipliedSaturated(by: original.threadCount)
        let clones = limits.clonesPerRoot.multipliedSaturated(by: roots)
        addSchedulers(of: model, bios: roots.addingSaturated(clones), threads)
        let rootBytes = BioPool<SimulatedMachine>.stride(sizeBytes: MemoryLayout<Root<Design>>.size)
        let cloneBytes = BioPool<SimulatedMachine>.stride(sizeBytes: MemoryLayout<Clone<Design>>.size)
        add(.bios, UInt64(rootBytes), times: roots.multipliedSaturated(by: threads))
        add(.bios, UInt64(cloneBytes), times: clones.multipliedSaturated(by: threads))
        let worker = design.workerBytes(limits, roots: original.depth)
        add(.bios, UInt64(clamping: worker), times: original.threadCount * threads)
        let model = ModelSettings(queueDepth: original.queueDepth)
        let queue = ModelQueue<SimulatedMachine>.byteCount(model)
        for leaf in original.plan.leaves {
            let beside = Design.leavesUnpolled ? original.threadCount : 0
            let context = MemoryLayout<HardwareContext<SimulatedQueue>>.stride
            add(.queues, UInt64(queue + context), times: (leaf.queueCount + beside) * threads)
        }
        addTables(of: design, original.plan, copies: threads * (original.changes > 0 ? 2 : 1))
    }

    /// The heap of each thread reserves addresses too.
    private static var arenaBytes: UInt64 { 64 << 20 }
    /// Words and records grow to twice what they were, and are copied.
    private static var copies: Int { 3 }
    /// Shared words that a bio has, with what designs keep beside it.
    private static var wordsPerBio: Int { 2 }

    private mutating func addSchedulers(of model: MemoryModel, bios: Int, _ threads: Int) {
        let fibres = threads.multipliedSaturated(by: Scheduler.mostFibres)
        add(.stacks, UInt64(FibreStack.addressBytes), times: fibres, areUntouched: true)
        add(.stacks, Self.threadStackBytes + Self.arenaBytes, times: threads, areUntouched: true)
        let words = max(WordTable.leastCapacity, bios.multipliedSaturated(by: Self.wordsPerBio))
        let perWord = WordTable.bytesPerWord + (model == .sc ? 0 : StoreHistory.bytesPerWord)
        let records = Self.copies.multipliedSaturated(by: threads)
        add(.records, UInt64(perWord), times: words.multipliedSaturated(by: records))
        let perBio = MemoryLayout<BioWatch.Record>.stride
        add(.records, UInt64(perBio), times: bios.multipliedSaturated(by: records))
    }
}
