import Foundation
import Statistics

/// Latencies around 10 µs of a machine on which nothing changes but the noise.
struct MadeUpNoise {
    enum Kind: CaseIterable {
        case heavyTailed, drifting, bimodal, wandering, neighbours
    }

    private let kind: Kind
    private let drift: Double
    /// How slow the machine is at each time, as a multiple: up and down by a tenth, for some rounds each.
    private var speeds: [Double] = []
    /// How much slower others on the same core make it at each time, as a multiple.
    private var burdens: [Double] = []

    /// - Parameter rounds: of both sides together.
    init(_ kind: Kind, rounds: Int, _ generator: inout SeededGenerator) {
        self.kind = kind
        drift = Double.random(in: -0.3...0.3, using: &generator) / Double(rounds)
        var speed = 1.0
        for _ in 0..<rounds {
            if Int.random(in: 0..<6, using: &generator) == 0 {
                speed = Double.random(in: 1...1.1, using: &generator)
            }
            speeds.append(speed)
        }
        burdens = Self.burdens(rounds, &generator)
    }

    /// Others come and go, and stay for some rounds.
    private static func burdens(_ rounds: Int, _ generator: inout SeededGenerator) -> [Double] {
        var burden = 1.0
        return (0..<rounds).map { _ in
            if Int.random(in: 0..<3, using: &generator) == 0 {
                let isAlone = Int.random(in: 0..<2, using: &generator) == 0
                burden = isAlone ? 1 : Double.random(in: 1.3...1.7, using: &generator)
            }
            return burden
        }
    }

    /// The latencies of both sides: each round of one after the same round of the other, the base first in every
    /// other round; or all rounds of the base first.
    func sides(
        _ count: Int, inTurns: Bool, _ generator: inout SeededGenerator
    ) -> (base: [UInt64], candidate: [UInt64]) {
        let times = (0..<count).map { round in
            guard inTurns else { return (base: round, candidate: count + round) }
            let swing = round % 2
            return (base: 2 * round + swing, candidate: 2 * round + 1 - swing)
        }
        return (
            times.map { latency(at: $0.base, &generator) },
            times.map { latency(at: $0.candidate, &generator) }
        )
    }

    private func latency(at time: Int, _ generator: inout SeededGenerator) -> UInt64 {
        let uniform = Double.random(in: 0.0001..<1, using: &generator)
        let jitter = Double.random(in: -50...50, using: &generator)
        let value =
            switch kind {
            // Pareto with neither mean nor variance worth the name.
            case .heavyTailed: 9000 + 500 * pow(uniform, -0.7)
            case .drifting: 10_000 * (1 + drift * Double(time)) + 2 * jitter
            case .bimodal: (uniform < 0.4 ? 10_000 : 12_000) + jitter
            case .neighbours: (10_000 + jitter) * burdens[time]
            case .wandering: 10_000 * speeds[time] * (1 + (uniform - 0.5) * 0.05)
            }
        return UInt64(value)
    }
}
