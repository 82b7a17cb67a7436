import BlockLayer

/// The runs of a session as they are gathered.
struct RunPlan {
    private(set) var stacks: [SessionStack] = []
    private(set) var runs: [PlannedRun] = []
    private(set) var skipped: [SkippedDesign] = []
    private var names: Set<String> = []
    /// Why the newest stack cannot be polled, once that was tried.
    private var pollingObstacle: (isTried: Bool, reason: String?) = (false, nil)

    /// Looks at the devices of a request and adds its runs.
    ///
    /// - Throws: `usage` where nothing of it can run here, nor something that was asked for by name; `environment` for
    ///   devices that are not there.
    mutating func add(_ request: RunRequest, only isWanted: (String) -> Bool) throws(HarnessError) {
        let designs = try DesignChoice.designs(named: request.designs)
        guard request.kernelDevice == nil || designs.contains(where: \.isKernel) else {
            let text = "a kernel device is for the design kernel, which --design does not name"
            throw HarnessError.usage(text).at(request.place)
        }
        let cells = try request.sweep.cells().filter { cell in
            designs.contains { request.isWanted(cell, $0.card.name) }
        }
        guard cells.count * designs.count <= Bounds.runs else {
            throw .usage("more than \(Bounds.runs) runs: fewer values, designs or --rounds")
        }
        let stack: SessionStack
        do throws(HarnessError) {
            stack = SessionStack(try Planner(request, cells: cells), number: stacks.count)
        } catch {
            throw error.at(request.place)
        }
        stacks.append(stack)
        pollingObstacle = (false, nil)
        let before = (runs: runs.count, skipped: skipped.count)
        for cell in cells {
            for design in designs where request.isWanted(cell, design.card.name) {
                try add(design, cell, stack, only: isWanted)
            }
        }
        guard !request.skipsImpossible,
            let never = skipped[before.skipped...].first(where: { !$0.runsInOtherCells }),
            request.designs != nil || runs.count == before.runs
        else { return }
        throw .usage("design \(never.design) cannot run here: \(never.reason)")
    }

    /// Adds a design in a cell, or notes why it cannot run there. Where a setting does not count, cells come to the
    /// same: these run once.
    private mutating func add(
        _ design: Design, _ cell: CellSettings, _ stack: SessionStack, only isWanted: (String) -> Bool
    ) throws(HarnessError) {
        if let reason = stack.planner.obstacle(to: design, in: cell) {
            skip(design, cell, stack, reason)
            return
        }
        let run: PlannedRun
        do throws(HarnessError) {
            run = try stack.planner.run(design, cell, number: runs.count, stackNumber: stack.number)
        } catch .usage(let reason) where stack.planner.request.skipsImpossible {
            skip(design, cell, stack, reason)
            return
        }
        if run.completion == .polled, let reason = try obstacleToPolling(of: stack) {
            skip(design, cell, stack, reason)
            return
        }
        for index in skipped.indices where skipped[index].isOf(design, stack) {
            skipped[index].runsInOtherCells = true
        }
        if isWanted(run.name), names.insert(run.name).inserted { runs.append(run) }
    }

    /// Why the devices cannot be polled, for stacks whose other runs go on without it. Trying takes reads of them.
    private mutating func obstacleToPolling(of stack: SessionStack) throws(HarnessError) -> String? {
        guard stack.planner.request.skipsImpossible else { return nil }
        if !pollingObstacle.isTried {
            pollingObstacle.isTried = true
            do throws(HarnessError) {
                try Session.checkPolling(stack.planner.stack.leaves)
            } catch .environment(let reason) {
                pollingObstacle.reason = reason
            }
        }
        return pollingObstacle.reason
    }

    private mutating func skip(
        _ design: Design, _ cell: CellSettings, _ stack: SessionStack, _ reason: String
    ) {
        let known = skipped.firstIndex { $0.isOf(design, stack) && $0.reason == reason }
        if let known {
            skipped[known].cells.append(cell.name)
        } else {
            let runs = runs.contains { $0.design.card.name == design.card.name && $0.isOn(stack) }
            skipped.append(
                SkippedDesign(
                    stack: stack.planner.request.name, design: design.card.name, reason: reason,
                    cells: [cell.name], runsInOtherCells: runs))
        }
    }
}
