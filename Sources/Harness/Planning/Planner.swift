import BlockLayer
import Placement
import Tables
import Units

/// Turns a request into runs, all of them checked before the first begins.
struct Planner {
    let request: RunRequest
    let topology: Topology
    let stack: StackPlanner
    let access: DeviceAccess
    let description: StackDescription
    /// What the design `kernel` runs on, or why it cannot run here.
    let kernel: KernelPlan?
    private let kernelObstacle: String?
    private let available = AvailableMemory()

    /// Checks the request as a whole and looks at the devices.
    init(_ request: RunRequest, cells: [CellSettings]) throws(HarnessError) {
        try request.check()
        for cell in cells { try cell.check() }
        self.request = request
        let writes = cells.contains { $0.readPercent < 100 }
        let access = DeviceAccess(request, workloadWrites: writes)
        let leaves = try Leaves(request.source.leafReferences) { (reference) throws(HarnessError) in
            try LeafFacts(reference, request: request, isWritable: access.opensForWriting)
        }
        try access.check(leaves)
        self.access = access
        stack = try StackPlanner(request.source, leaves)
        if request.verifies { try SectorMap.check(stack, request.range) }
        if case .bare = request.source, cells.contains(where: { $0.reloadNanoseconds != nil }) {
            throw .usage(
                "--reload-every: a device without a table has none to load anew; give one by --table")
        }
        description = StackDescription(
            name: request.name, shape: stack.shape, tableText: request.source.tableText,
            deviceNames: leaves.facts.map(\.name), models: leaves.facts.compactMap(\.modelRequest))
        kernelObstacle = KernelPlan.obstacle(request, leaves)
        kernel =
            kernelObstacle == nil
            ? try KernelPlan(request, stack, isWritable: access.opensForWriting) : nil
        do {
            topology = try Topology.current()
        } catch {
            throw .environment(error.description)
        }
    }

    /// One run of one design in one cell.
    ///
    /// - Throws: `usage` where it cannot be done here.
    func run(
        _ design: Design, _ asked: CellSettings, number: Int, stackNumber: Int
    ) throws(HarnessError) -> PlannedRun {
        var cell = asked.reduced
        let isInterrupt = design.waitsForInterrupts
        let completion = cell.completion ?? (isInterrupt ? .interrupt : .polled)
        let stack = design.isKernel ? kernel?.stack ?? stack : stack
        let isModelled = completion == .interrupt && stack.leaves.areModels
        // The threads of these designs wait for their own leaves alone; so do those of other programs of the kernel. A
        // modelled interrupt is taken by the thread that submitted, so that its queue is its own too.
        if isInterrupt || design.isKernel || isModelled {
            cell.pollQueues = cell.jobs
            cell.sharing = .exclusive
        }
        let placement = try JobPlacement(cell, request, topology, stack.leaves)
        let followsDevices = completion == .polled && cell.sharing == .shared && cell.pollQueues == nil
        let queues = stack.leaves.facts.map { leaf in
            LeafQueues(
                leaf, placement.cpus, model: request.queueMap, count: cell.queues,
                followsDevice: followsDevices)
        }
        cell.pollQueues = queues.map(\.count).max() ?? cell.queues
        let plan = try stack.plan(queues)
        let settings = try settings(design, cell, plan, placement)
        let devices = devices(of: stack, completion, cell.sharing)
        try available.check(design.memory(on: devices, settings))
        return PlannedRun(
            number: number, stackNumber: stackNumber, stack: description,
            design: Self.entry(design, completion), cell: cell, completion: completion,
            placement: placement, queueMap: request.queueMap,
            kernelDevice: design.isKernel ? request.kernelDevice : nil, queues: queues, settings: settings,
            devices: devices)
    }

    /// What runs the design: the kernel's completions are waited for in two ways.
    private static func entry(_ design: Design, _ completion: Completion) -> Design {
        design.isKernel && completion == .interrupt ? Catalogue.kernelByInterrupts : design
    }

    /// Why a design cannot run a cell over these devices; nil if it can.
    func obstacle(to design: Design, in cell: CellSettings) -> String? {
        if design.isKernel && cell.reloadNanoseconds != nil {
            return "tables of the kernel are not loaded anew: leave out --reload-every"
        }
        if design.isKernel { return kernelObstacle ?? KernelPlan.hazard(request, stack.leaves, cell) }
        if isReset && needsOwnQueues(design, cell) {
            return
                "each job needs queues of its own, and a controller may come back with fewer: leave out "
                + "--model-reset-every"
        }
        if design.card.needsOwnQueues && cell.sharing == .shared && cell.queues < cell.jobs {
            return design.card.limits.first
        }
        if cell.counting == .plain && !Self.mayCountPlainly(design, cell) {
            return
                "any thread may end its IOs: --counts plain takes --queue-sharing exclusive, or --numjobs 1"
        }
        let queues = stack.leaves.facts.count.multipliedReportingOverflow(by: cell.jobs)
        if design.leavesUnpolled && (queues.overflow || queues.partialValue > Bounds.allQueues) {
            return
                "it needs an interrupt-driven queue for each job on each device, \(Bounds.allQueues) at most"
        }
        guard design.waitsForInterrupts else { return nil }
        return cell.completion == .polled ? "it waits for interrupts: leave out --completion polled" : nil
    }

    private static func mayCountPlainly(_ design: Design, _ cell: CellSettings) -> Bool {
        design.mayCountPlainly(
            hasQueuesOfItsOwn: cell.sharing == .exclusive || cell.jobs == 1 || design.card.needsOwnQueues)
    }

    /// As asked, or as the design's source does it; blocking where the queues of a device turn out to be shared.
    private static func locking(
        _ design: Design, _ cell: CellSettings, _ plan: StackPlan
    ) -> CompletionLocking {
        let chosen = cell.locking ?? design.card.locking
        return chosen == .none && !plan.hasQueuesOfItsOwn ? .blocking : chosen
    }

    /// As asked, or as the design's source does it; atomic where the queues of a device turn out to be shared.
    private static func counting(
        _ design: Design, _ cell: CellSettings, _ plan: StackPlan
    ) -> CompletionCounting {
        let asked = cell.counting ?? design.card.counting
        let isSafe = design.leafEnding.isByOwner || plan.hasQueuesOfItsOwn && mayCountPlainly(design, cell)
        return isSafe ? asked : .atomic
    }

    /// Whether controllers come back with other numbers of queues.
    private var isReset: Bool { stack.leaves.facts.contains { $0.model?.resetNanoseconds ?? 0 > 0 } }

    private func needsOwnQueues(_ design: Design, _ cell: CellSettings) -> Bool {
        cell.sharing == .exclusive || cell.completion == .interrupt || design.waitsForInterrupts
            || design.card.needsOwnQueues
    }

    private func settings(
        _ design: Design, _ cell: CellSettings, _ plan: StackPlan, _ placement: JobPlacement
    ) throws(HarnessError) -> RunSettings {
        let blockSectors = cell.blockBytes / Units.sectorBytes
        let range = try range(cell)
        var settings = RunSettings(
            plan: plan,
            engine: EngineSettings(
                sharing: cell.sharing, locking: Self.locking(design, cell, plan), ending: cell.ending,
                counting: Self.counting(design, cell, plan), batchSubmit: cell.batchSubmit, spin: cell.spin),
            cpus: placement.cpus.map(\.number), memory: placement.memory, depth: cell.depth,
            batchComplete: cell.batchComplete,
            blockSectors: UInt32(blockSectors), rangeSectors: range.sectorCount,
            isRandom: cell.mode.isRandom, readPercent: cell.readPercent,
            verify: access.verifyMode(stack.leaves), seed: request.seed,
            rampNanoseconds: request.rampNanoseconds, runtimeNanoseconds: request.runtimeNanoseconds,
            sampling: cell.sampling)
        settings.firstSector = range.firstSector
        settings.strideSectors = range.strideSectors
        settings.reloadNanoseconds = cell.reloadNanoseconds
        return settings
    }

    /// The part of the top device that the cell's jobs use.
    private func range(_ cell: CellSettings) throws(HarnessError) -> UsedRange {
        let block = ByteCount(bytes: cell.blockBytes)
        guard cell.blockBytes.isMultiple(of: stack.leaves.alignmentBytes) else {
            throw .usage(
                "--bs \(block): the devices take multiples of \(stack.leaves.alignmentBytes) bytes only")
        }
        let range = try UsedRange(request.range, cell, ofSectors: stack.sizeSectors)
        guard request.verifies else { return range }
        guard range.strideSectors == 0 else {
            throw .usage("--verify gives each job blocks of its own: leave out offset_increment")
        }
        let blocks = range.sectorCount * Units.sectorBytes / cell.blockBytes
        guard blocks >= UInt64(cell.jobs) else {
            throw .usage(
                "--verify gives each job blocks of its own: \(blocks) are too few for \(cell.jobs) jobs")
        }
        return range
    }

    private func devices(
        of stack: StackPlanner, _ completion: Completion, _ sharing: QueueSharing
    ) -> RunDevices {
        if stack.leaves.areModels {
            let models = access.models(stack.leaves).map { model in
                var model = model
                model.completion = completion
                return model
            }
            return .model(models)
        }
        return .uring(
            stack.leaves.facts.compactMap { leaf in
                guard case .real(let path, _) = leaf.kind else { return nil }
                return UringSettings(
                    path: path, isWritable: access.opensForWriting, completion: completion, sharing: sharing)
            })
    }
}
