import BlockLayer

extension CellSettings {
    /// The same work as far as it counts for a design, see ``reduced``.
    ///
    /// - Parameter areModels: whether all devices are models.
    func reduced(for design: CatalogueDesign, areModels: Bool) -> CellSettings {
        var cell = reduced
        cell.machine = cell.machine?.reduced(for: design)
        let isModelled = completion(of: design) == .interrupt && areModels
        // The threads of these designs wait for their own leaves alone; so do those of other programs of the kernel. A
        // modelled interrupt is taken by the thread that submitted, so that its queue is its own too.
        if design.waitsForInterrupts || design.isKernel || isModelled {
            cell.pollQueues = cell.jobs
            cell.sharing = .exclusive
        }
        return cell
    }

    /// How completions of a design reach it.
    func completion(of design: CatalogueDesign) -> Completion {
        completion ?? (design.waitsForInterrupts ? .interrupt : .polled)
    }
}
