import Foundation
import Statistics

/// The p-values of all that was compared, corrected for each other.
///
/// Two families of tests each get half of the error: the ranks of each change, corrected by Holm, and the means of all
/// quantities jointly. Ranks decide more where noise has heavy tails; the joint test can decide with nine rounds,
/// however much is compared.
struct Weighing {
    /// The p-value of the rounds that count.
    let pValue: Double
    /// The p-value of all rounds.
    let ofAllRounds: Double

    /// One for each piece of evidence, in their order.
    static func of(_ evidence: [Evidence], _ criteria: Criteria) -> [Weighing] {
        let ranks = Holm.adjusted(
            evidence.map { $0.change.pValue ?? 1 } + evidence.compactMap { $0.allRounds?.change.pValue })
        var others = ranks.dropFirst(evidence.count).makeIterator()
        let joint = jointly(evidence, criteria)
        return evidence.indices.map { place in
            let (own, means) = (ranks[place], joint[place])
            guard evidence[place].allRounds != nil else {
                return Weighing(pValue: min(1, 2 * min(own, means)), ofAllRounds: 1)
            }
            return Weighing(
                pValue: min(1, 2 * own), ofAllRounds: min(1, 2 * min(others.next() ?? 1, means)))
        }
    }

    private static func jointly(_ evidence: [Evidence], _ criteria: Criteria) -> [Double] {
        let numbers = Set(evidence.flatMap { $0.series?.numbers ?? [] }).sorted()
        let places = Dictionary(uniqueKeysWithValues: zip(numbers, numbers.indices))
        let inTurns = evidence.first?.series?.inTurns == true
        let test = JointTest(
            inTurns ? .withinRounds : .amongRounds(candidates: numbers.count), draws: criteria.resamples,
            seed: criteria.seed)
        return test.pValues(
            of: evidence.map { $0.series?.quantity(at: places) ?? [] },
            least: evidence.map { $0.limit.wanted / 10 })
    }
}

extension RoundSeries {
    /// The quantity for ``JointTest``: by place, 0 for rounds that this cell lacks.
    fileprivate func quantity(at places: [Int: Int]) -> [Double] {
        if inTurns {
            var values = [Double](repeating: 0, count: places.count)
            for (number, value) in zip(numbers, logRatios) { values[places[number] ?? 0] = value }
            return values
        }
        var values = [Double](repeating: 0, count: 2 * places.count)
        let logs = (bases + candidates).map { log($0) }
        let mean = logs.reduce(0, +) / Double(logs.count)
        for (index, number) in numbers.enumerated() {
            let place = places[number] ?? 0
            values[place] = logs[index] - mean
            values[places.count + place] = logs[numbers.count + index] - mean
        }
        return values
    }
}
