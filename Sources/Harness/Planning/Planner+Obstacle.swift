import BlockLayer

extension Planner {
    /// Why a design cannot run a cell over these devices; nil if it can.
    func obstacle(to design: CatalogueDesign, in cell: CellSettings) -> Message? {
        if design.isKernel { return obstacleToKernel(in: cell) }
        if isReset && needsOwnQueues(design, cell) {
            return
                "each job needs its own queues, and a controller may come back with fewer: leave out "
                + "\(ModelSetting.resetEvery)"
        }
        if design.card.needsOwnQueues && cell.sharing == .shared && cell.queues < cell.jobs {
            return design.card.limits.first.map { Message($0) }
        }
        if let obstacle = EngineChoice(design: design, cell: cell).obstacle { return obstacle }
        let queues = stack.leaves.facts.count.multipliedReportingOverflow(by: cell.jobs)
        if design.leavesUnpolled && (queues.overflow || queues.partialValue > Bounds.allQueues) {
            return
                "it needs an interrupt-driven queue for each job on each device, \(Bounds.allQueues) at most"
        }
        guard design.waitsForInterrupts, cell.completion == .polled else { return nil }
        return "it waits for interrupts: leave out \(Axis.completion, "polled")"
    }

    private func obstacleToKernel(in cell: CellSettings) -> Message? {
        if let machine = cell.machine {
            return "the kernel is not modelled: leave out \(Axis.machine, machine.name)"
        }
        if cell.reloadNanoseconds != nil {
            return "the kernel's tables are not reloaded: leave out \(Axis.reloadEvery)"
        }
        return kernelObstacle ?? KernelPlan.hazard(work.request, stack.leaves, cell)
    }

    /// Whether controllers come back with other numbers of queues.
    private var isReset: Bool { stack.leaves.facts.contains { $0.model?.resetNanoseconds ?? 0 > 0 } }

    private func needsOwnQueues(_ design: CatalogueDesign, _ cell: CellSettings) -> Bool {
        cell.sharing == .exclusive || cell.completion == .interrupt || design.waitsForInterrupts
            || design.card.needsOwnQueues
    }
}
