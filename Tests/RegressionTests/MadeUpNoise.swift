import Foundation
import RandomNumbers
import Statistics

/// Latencies around 10 µs of a machine on which nothing changes but the noise.
struct MadeUpNoise {
    enum Kind: Hashable, CaseIterable, CustomStringConvertible {
        case heavyTailed, drifting, bimodal, wandering, neighbours, oneStep, steps, randomWalk, stickyModes,
            sine
        /// Each value keeps this percentage of the last one.
        case autoregressive(Int)
        /// One slot in each period of this length is slow.
        case periodic(Int)

        static let allCases: [Kind] =
            [
                .heavyTailed, .drifting, .bimodal, .wandering, .neighbours, .oneStep, .steps, .randomWalk,
                .stickyModes, .sine,
            ] + [70, 80, 90, 97].map(Kind.autoregressive) + (1...8).map(Kind.periodic)

        var description: String {
            switch self {
            case .autoregressive(let part): "AR(1) of 0.\(part)"
            case .periodic(let slots): "period of \(slots)"
            case .heavyTailed: "heavy tails"
            case .drifting: "drift"
            case .bimodal: "two modes"
            case .wandering: "wandering"
            case .neighbours: "neighbours"
            case .oneStep: "one step"
            case .steps: "steps"
            case .randomWalk: "random walk"
            case .stickyModes: "sticky modes"
            case .sine: "sine"
            }
        }
    }

    /// How slow the machine is in each slot, as a logarithm.
    private let levels: [Double]

    /// - Parameter slots: rounds of both sides together.
    init(_ kind: Kind, slots: Int, _ generator: inout RandomGenerator) {
        var source = NoiseSource(slots: slots, generator: generator)
        levels = source.levels(of: kind)
        generator = source.generator
    }

    /// The latencies of both sides. In turns, each round of one lies next to the same round of the other; else all
    /// rounds of the base are first.
    ///
    /// - Parameter baseIsFirst: for each round; nil where the sides do not take turns.
    func sides(_ count: Int, baseIsFirst: [Bool]?) -> (base: [UInt64], candidate: [UInt64]) {
        let slots = (0..<count).map { round -> (base: Int, candidate: Int) in
            guard let baseIsFirst else { return (round, count + round) }
            let swing = baseIsFirst[round] ? 0 : 1
            return (2 * round + swing, 2 * round + 1 - swing)
        }
        func latency(_ slot: Int) -> UInt64 { UInt64(10_000 * exp(levels[slot])) }
        return (slots.map { latency($0.base) }, slots.map { latency($0.candidate) })
    }
}

/// Draws levels.
private struct NoiseSource {
    let slots: Int
    var generator: RandomGenerator

    mutating func uniform(_ range: ClosedRange<Double>) -> Double {
        Double.random(in: range, using: &generator)
    }

    private mutating func chance(_ part: Double) -> Bool { uniform(0...1) < part }

    private mutating func normal() -> Double {
        (-2 * log(uniform(1e-12...1))).squareRoot() * cos(2 * .pi * uniform(0...1))
    }

    mutating func levels(of kind: MadeUpNoise.Kind) -> [Double] {
        switch kind {
        // Pareto with neither mean nor variance worth the name.
        case .heavyTailed: slotLevels { source, _ in log(0.9 + 0.05 * pow(source.uniform(1e-4...1), -0.7)) }
        case .drifting: drifting()
        case .bimodal: jittered { source, _ in source.chance(0.4) ? 0 : 0.18 }
        case .wandering: wandering()
        case .neighbours: held(each: 1 / 3) { $0.chance(0.5) ? 0 : log($0.uniform(1.3...1.7)) }
        case .oneStep: oneStep()
        case .steps: held(each: uniform(0.01...0.1)) { $0.uniform(0...0.2) }
        case .stickyModes: held(each: uniform(0.02...0.2)) { $0.chance(0.5) ? 0 : 0.3 }
        case .randomWalk: wander(keeps: 1, by: 0.01, from: 0)
        case .autoregressive(let percent): autoregressive(Double(percent) / 100)
        case .sine: sine()
        case .periodic(let period): periodic(period)
        }
    }

    private mutating func slotLevels(_ level: (inout NoiseSource, Int) -> Double) -> [Double] {
        (0..<slots).map { level(&self, $0) }
    }

    /// With half a percent up and down.
    private mutating func jittered(_ level: (inout NoiseSource, Int) -> Double) -> [Double] {
        slotLevels { source, slot in level(&source, slot) + source.uniform(-0.005...0.005) }
    }

    /// A level that stays until another one is drawn.
    private mutating func held(each change: Double, _ level: (inout NoiseSource) -> Double) -> [Double] {
        var now = level(&self)
        return jittered { source, _ in
            if source.chance(change) { now = level(&source) }
            return now
        }
    }

    private mutating func drifting() -> [Double] {
        let drift = uniform(-0.3...0.3) / Double(slots)
        return slotLevels { source, slot in drift * Double(slot) + source.uniform(-0.01...0.01) }
    }

    private mutating func wandering() -> [Double] {
        let levels = held(each: 1 / 6) { $0.uniform(0...0.095) }
        return levels.map { $0 + uniform(-0.025...0.025) }
    }

    private mutating func oneStep() -> [Double] {
        let (place, size) = (Int.random(in: 1..<slots, using: &generator), uniform(-0.3...0.3))
        return jittered { _, slot in slot < place ? 0 : size }
    }

    private mutating func autoregressive(_ part: Double) -> [Double] {
        wander(keeps: part, by: 0.03 * (1 - part * part).squareRoot(), from: 0.03 * normal())
    }

    private mutating func wander(keeps part: Double, by step: Double, from start: Double) -> [Double] {
        var now = start
        return jittered { source, _ in
            now = part * now + step * source.normal()
            return now
        }
    }

    private mutating func sine() -> [Double] {
        let period = exp(uniform(log(4)...log(4 * Double(slots))))
        let (phase, size) = (uniform(0...1), uniform(0.01...0.15))
        return jittered { _, slot in size * sin(2 * .pi * (Double(slot) / period + phase)) }
    }

    private mutating func periodic(_ period: Int) -> [Double] {
        let (phase, size) = (Int.random(in: 0..<period, using: &generator), uniform(0.05...0.4))
        return jittered { _, slot in (slot + phase).isMultiple(of: period) ? size : 0 }
    }
}
