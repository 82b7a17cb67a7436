import BlockLayer
import Placement
import Tables
import Units

/// Turns the work of a request into runs, by the facts of its devices: looks at nothing.
struct Planner: Sendable {
    let work: RequestedWork
    let topology: Topology
    let facts: StackFacts
    let stack: StackPlanner
    let description: StackDescription
    /// The device of the design `kernel`; nil if it cannot run here.
    let kernel: KernelPlan?
    let kernelObstacle: Message?

    private var request: RunRequest { work.request }

    /// - Throws: `usage` and `environment` for a request that these devices do not allow.
    init(_ work: RequestedWork, _ facts: StackFacts, _ topology: Topology) throws(HarnessError) {
        let request = work.request
        try work.access.check(facts.leaves)
        stack = try StackPlanner(request.source, facts.leaves)
        if request.verifies { try SectorMap.check(stack, request.range) }
        description = StackDescription(request, stack)
        kernelObstacle = KernelPlan.obstacle(request, facts.leaves)
        kernel = kernelObstacle == nil ? try KernelPlan(request, stack, node: facts.kernelNode) : nil
        self.work = work
        self.facts = facts
        self.topology = topology
    }

    /// One run of one design in one cell.
    ///
    /// - Throws: `usage` where it cannot be done here.
    func run(
        _ design: CatalogueDesign, _ asked: CellSettings, number: Int, stackNumber: Int
    ) throws(HarnessError) -> PlannedRun {
        var cell = asked.reduced(for: design, areModels: stack.leaves.areModels)
        let completion = cell.completion(of: design)
        let stack = design.isKernel ? kernel?.stack ?? stack : stack
        let placement = try JobPlacement(
            cell, request, cell.machine?.topology ?? topology, stack.leaves)
        let followsDevices = completion == .polled && cell.sharing == .shared && cell.pollQueues == nil
        let queues = stack.leaves.facts.map { leaf in
            LeafQueues(
                leaf, placement.cpus, model: request.queueMap, count: cell.queues,
                followsDevice: followsDevices)
        }
        cell.pollQueues = queues.map(\.count).max() ?? cell.queues
        let plan = try stack.plan(queues)
        let settings = try settings(design, cell, plan, placement)
        let devices = devices(of: stack, completion, cell)
        try facts.memory.check(design.memory(on: devices, settings))
        return PlannedRun(
            number: number, stackNumber: stackNumber, stack: description,
            design: Self.entry(design, completion), cell: cell, completion: completion,
            placement: placement,
            kernelDevice: design.isKernel ? request.kernelDevice : nil, queues: queues, settings: settings,
            devices: devices, modelled: cell.machine.flatMap { ModelledRun(design, on: $0) })
    }

    /// What runs the design: the kernel's completions are waited for in two ways.
    private static func entry(_ design: CatalogueDesign, _ completion: Completion) -> CatalogueDesign {
        design.isKernel && completion == .interrupt ? Catalogue.kernelByInterrupts : design
    }

    private func settings(
        _ design: CatalogueDesign, _ cell: CellSettings, _ plan: StackPlan, _ placement: JobPlacement
    ) throws(HarnessError) -> RunSettings {
        let blockSectors = cell.blockBytes / Units.sectorBytes
        let range = try range(cell)
        var settings = RunSettings(
            plan: plan,
            engine: EngineChoice(design: design, cell: cell).settings(plan),
            cpus: placement.cpus.map(\.number), memory: placement.memory, depth: cell.depth,
            batchComplete: cell.batchComplete,
            blockSectors: UInt32(blockSectors), rangeSectors: range.sectorCount,
            isRandom: cell.mode.isRandom, readPercent: cell.readPercent,
            verify: work.access.verifyMode(stack.leaves), seed: request.seed,
            rampNanoseconds: request.rampNanoseconds(on: cell.machine),
            runtimeNanoseconds: request.runtimeNanoseconds(on: cell.machine),
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
                "\(Axis.bs, block): the devices take multiples of \(stack.leaves.alignmentBytes) bytes only")
        }
        let range = try UsedRange(request.range, cell, ofSectors: stack.sizeSectors)
        guard request.verifies else { return range }
        guard range.strideSectors == 0 else {
            throw .usage(
                "\(RequestSetting.verify) gives each job its own blocks: leave out \(SettingNames.offsetIncrement)"
            )
        }
        let blocks = range.sectorCount * Units.sectorBytes / cell.blockBytes
        guard blocks >= UInt64(cell.jobs) else {
            throw .usage(
                "\(RequestSetting.verify) gives each job its own blocks: \(blocks) are too few for \(cell.jobs) jobs"
            )
        }
        return range
    }

    private func devices(
        of stack: StackPlanner, _ completion: Completion, _ cell: CellSettings
    ) -> RunDevices {
        if stack.leaves.areModels {
            let models = work.access.models(stack.leaves, in: cell.machine).map { model in
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
                    path: path, isWritable: work.access.opensForWriting, completion: completion,
                    sharing: cell.sharing)
            })
    }
}
