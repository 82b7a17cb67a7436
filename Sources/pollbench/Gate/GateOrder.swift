import BlockLayer
import Foundation
import Harness
import RandomNumbers

/// Which side is the first in each round of a gate: drawn at random, so that no disturbance keeps in step with it. Each
/// side is the first in half of the rounds, so that a steady drift hits both alike.
struct GateOrder {
    let seed: UInt64
    /// Whether the base is first, by round.
    let baseIsFirst: [Bool]

    init(rounds: Int, seed: UInt64) {
        self.seed = seed
        var generator = RandomGenerator(seed: seed)
        let extra = rounds.isMultiple(of: 2) ? false : Bool.random(using: &generator)
        let count = rounds / 2 + (extra ? 1 : 0)
        baseIsFirst = (0..<rounds).map { $0 < count }.shuffled(using: &generator)
    }

    /// Writes it down as `order.csv`: a line for each round, with the seed, by which `--order-seed` repeats it.
    func write(to folder: String) throws(HarnessError) {
        let lines = baseIsFirst.enumerated().map { round, isBase in
            "\(round + 1),\(isBase ? "base" : "candidate"),\(seed)\n"
        }
        let path = folder + "/order.csv"
        do {
            try Data(("round,first,order_seed\n" + lines.joined()).utf8).write(to: URL(filePath: path))
        } catch {
            throw .environment("\(path): cannot be written: \(error.localizedDescription)")
        }
    }
}
