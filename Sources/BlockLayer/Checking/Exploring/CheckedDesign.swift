/// A design whose schedules can be explored.
public struct CheckedDesign: Sendable {
    public let card: DesignCard

    /// Makes what runs schedules of a case on a scheduler.
    let rig: @Sendable (CheckCase, Scheduler) -> (Policy, UInt64) -> Fault?

    init<Design: PollingDesign>(_ design: Design) where Design.M == InterleavedMachine {
        self.init(design, Design.card)
    }

    private init<Design: PollingDesign>(_ design: Design, _ card: DesignCard)
    where Design.M == InterleavedMachine {
        self.card = card
        rig = { original, scheduler in
            let rig = CheckRig(design, original, on: scheduler)
            return { policy, seed in rig.run(policy, seed: seed) }
        }
    }
}

extension CheckedDesign: DesignEntry {
    typealias M = InterleavedMachine
}

extension Catalogue {
    /// The designs on the machine whose schedules are chosen.
    public static let checked: [CheckedDesign] = entries(CheckedDesign.self)
}
