import Foundation

/// Steps and drifts of a machine between two runs that were measured one after the other.
///
/// A step of the machine just between the two looks like a change of the code, in whatever cell and however many
/// rounds. Two things speak against it. Machines take steps of a certain size: a change beyond that is none. And a
/// machine that takes steps, drifts or wanders does so at any time: that the only shift in many rounds lies exactly
/// between the sides is an accident as rare as these rounds are many.
///
/// - Source: the simulations of `CryWolfTests`.
public struct Drift: Sendable {
    /// The largest step that machines were seen to take, as a multiple: the README has what moved by 68 %.
    public static let largestStep = 1.75
    /// The number of rounds of each side from which smaller changes can be distinguished from steps.
    public static let fewestRounds = 40

    /// How far neighbouring stretches of the rounds of one side are apart, at most, half as much again; a logarithm.
    private let allowance: Double
    /// From the last stretch of the base to the first of the candidate; a logarithm.
    private let jump: Double
    /// Whether all rounds together fall into two stretches best where the sides meet.
    private let isBetweenSides: Bool
    private let rounds: Int

    /// - Parameters:
    ///   - base, candidate: positive values in the order of time, at least ``Statistics/fewestRounds``.
    ///   - part: of the rounds that lies below the value to compare.
    init(_ base: [Double], _ candidate: [Double], at part: Double) {
        let sides = [base, candidate].map { $0.map { log($0) } }
        rounds = min(base.count, candidate.count)
        // A stretch holds a round that counts: three of the middle, more where it is a quantile.
        let length = max(3, rounds / 5, Int((1 / min(part, 1 - part)).rounded(.up)))
        allowance = 1.5 * (sides.map { Self.largestShift($0, length, part) }.max() ?? 0)
        let last = sides[0].suffix(length).quantile(part) ?? 0
        jump = (sides[1].prefix(length).quantile(part) ?? 0) - last
        isBetweenSides = Self.bestSplit(sides[0] + sides[1]) == base.count
    }

    /// Whether the machine may have made a change of this size.
    ///
    /// - Parameters:
    ///   - least: the end of the interval of the ratio that is nearer to 1.
    ///   - limit: how far a change must go to count, as a part.
    func explains(_ least: Double, beyond limit: Double) -> Bool {
        let size = log(least).magnitude
        if size > max(allowance + log(1 + limit), log(Self.largestStep)) { return false }
        let needed = allowance + log(1 + limit)
        let isClear = rounds >= Self.fewestRounds && isBetweenSides && size > needed
        return !(isClear && jump.sign == log(least).sign && jump.magnitude > needed)
    }

    /// Between two stretches that follow each other, wherever they lie; without limit where there is room for one only.
    private static func largestShift(_ values: [Double], _ length: Int, _ part: Double) -> Double {
        guard values.count >= 2 * length else { return .infinity }
        // A hundred places are enough: stretches of many rounds take long.
        let places = stride(from: 0, through: values.count - 2 * length, by: max(1, values.count / 100))
        return places.map { start in
            let before = values[start..<start + length].quantile(part) ?? 0
            let after = values[start + length..<start + 2 * length].quantile(part) ?? 0
            return abs(after - before)
        }
        .max() ?? .infinity
    }

    /// How many values are before the split into two parts whose means explain most of what varies.
    private static func bestSplit(_ values: [Double]) -> Int {
        let mean = values.reduce(0, +) / Double(values.count)
        var (sum, best, most) = (0.0, 0, -1.0)
        for (place, value) in values.dropLast().enumerated() {
            sum += value - mean
            let before = Double(place + 1)
            let explained = sum * sum / (before * (Double(values.count) - before))
            if explained > most { (best, most) = (place + 1, explained) }
        }
        return best
    }
}
