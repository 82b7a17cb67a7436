import BlockLayer
import RandomNumbers

/// The order of the runs: every round visits all cells with all designs, each time in another seeded random
/// order, so that a drift of the machine hits all of them.
struct RunOrder: Sendable {
    /// Per round, the number of each run to do.
    let rounds: [[Int]]

    init(runCount: Int, rounds: Int, seed: UInt64) {
        var random = RandomGenerator(seed: seed)
        self.rounds = (0..<rounds).map { _ in (0..<runCount).shuffled(using: &random) }
    }
}
