import BlockLayer

/// The runs of a plan as they are gathered.
struct RunList {
    private(set) var stacks: [PlannedStack] = []
    private(set) var runs: [PlannedRun] = []
    private(set) var skipped: [SkippedDesign] = []
    private var names: Set<String> = []

    /// Adds the runs of a request.
    ///
    /// - Parameters:
    ///   - isWanted: by the name of a run; the others are left out.
    ///   - shard: the part of the requests that is planned; nil for all of them.
    /// - Throws: `usage` where nothing of it can run here, nor something that was asked for by name.
    mutating func add(
        _ planner: Planner, only isWanted: (String) -> Bool, in shard: ShardSettings?
    ) throws(HarnessError) {
        let stack = PlannedStack(number: stacks.count, planner: planner)
        stacks.append(stack)
        let before = (runs: runs.count, skipped: skipped.count)
        for cell in planner.work.cells {
            for design in planner.work.designs where stack.request.isWanted(cell, design.card.name) {
                let isOwn = shard?.has(stack.number, design, cell) ?? true
                try add(design, cell, stack, only: isWanted, isOwn: isOwn)
            }
        }
        guard !stack.request.skipsImpossible,
            let never = skipped[before.skipped...].first(where: { !$0.runsInOtherCells }),
            stack.request.designs != nil || runs.count == before.runs
        else { return }
        throw .usage("design \(never.design) cannot run here: \(never.reason)")
    }

    /// Adds a design in a cell, or notes why it cannot run there. Where a setting does not count, cells come to the
    /// same: these run once.
    private mutating func add(
        _ design: CatalogueDesign, _ cell: CellSettings, _ stack: PlannedStack,
        only isWanted: (String) -> Bool, isOwn: Bool
    ) throws(HarnessError) {
        if let reason = stack.planner.obstacle(to: design, in: cell) {
            skip(design, cell, stack, reason)
            return
        }
        let run: PlannedRun
        do throws(HarnessError) {
            run = try stack.planner.run(design, cell, number: runs.count, stackNumber: stack.number)
        } catch .usage(let reason) where stack.request.skipsImpossible {
            skip(design, cell, stack, reason)
            return
        }
        if run.completion == .polled, stack.request.skipsImpossible,
            let reason = stack.planner.facts.pollingObstacle
        {
            skip(design, cell, stack, reason)
            return
        }
        for index in skipped.indices where skipped[index].isOf(design, stack) {
            skipped[index].runsInOtherCells = true
        }
        if isWanted(run.name), names.insert(run.name).inserted, isOwn { runs.append(run) }
    }

    private mutating func skip(
        _ design: CatalogueDesign, _ cell: CellSettings, _ stack: PlannedStack, _ reason: Message
    ) {
        let known = skipped.firstIndex { $0.isOf(design, stack) && $0.reason == reason }
        if let known {
            skipped[known].cells.append(cell.name)
        } else {
            let runs = runs.contains { $0.design.card.name == design.card.name && $0.isOn(stack) }
            skipped.append(
                SkippedDesign(
                    stack: stack.request.name, design: design.card.name, reason: reason,
                    cells: [cell.name], runsInOtherCells: runs))
        }
    }
}
