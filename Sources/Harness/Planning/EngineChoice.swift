import BlockLayer

/// The switches of the engine for a design in a cell: as asked, or as the design's source has them.
///
/// Locks and atomic counts may go only where no other thread polls a queue or ends a bio.
struct EngineChoice {
    let design: CatalogueDesign
    let cell: CellSettings

    /// Whether each job is to have its own queues. Devices may turn out to have fewer.
    private var asksForOwnQueues: Bool {
        cell.sharing == .exclusive || cell.jobs == 1 || design.card.needsOwnQueues
    }

    /// Why the switches that were asked for are not safe; nil if they are.
    var obstacle: Message? {
        guard cell.counting == .plain, !design.mayCountPlainly(hasQueuesOfItsOwn: asksForOwnQueues) else {
            return nil
        }
        return
            "any thread may end its IOs: \(Axis.counts, "plain") takes \(Axis.queueSharing, "exclusive"), or "
            + "\(Axis.numjobs, 1)"
    }

    /// - Parameter plan: with the queues that the devices turned out to have; where they are shared, locks block and
    ///   counts are atomic whatever was asked.
    func settings(_ plan: StackPlan) -> EngineSettings {
        let hasOwnQueues = plan.hasQueuesOfItsOwn
        let locking = cell.locking ?? design.card.locking
        let counting = cell.counting ?? design.card.counting
        let mayCountPlainly = design.mayCountPlainly(hasQueuesOfItsOwn: hasOwnQueues && asksForOwnQueues)
        return EngineSettings(
            sharing: cell.sharing, locking: locking == .none && !hasOwnQueues ? .blocking : locking,
            ending: cell.ending, counting: mayCountPlainly ? counting : .atomic,
            batchSubmit: cell.batchSubmit, spin: cell.spin)
    }
}
