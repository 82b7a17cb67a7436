import Foundation
import Statistics
import Testing

/// Against what scipy makes of fixed vectors: `scipy-reference.json`, written by the script beside it.
@Suite struct ScipyTests {
    struct RankCase: Decodable, Sendable {
        let name: String
        let first: [Double]
        let second: [Double]
        let u: Double
        let p: Double
    }

    struct SignCase: Decodable, Sendable {
        let name: String
        let differences: [Double]
        let p: Double
    }

    struct TailCase: Decodable, Sendable {
        let name: String
        let part: Double
        let samples: [[Double]]
        let p: Double

        var pairs: [Pair] { zip(samples[0], samples[1]).map { Pair(base: $0, candidate: $1) } }
    }

    struct JointCase: Decodable, Sendable {
        let name: String
        let least: Double
        let quantities: [[Double]]
        let p: [Double]
    }

    struct IntervalCase: Decodable, Sendable {
        let name: String
        let confidence: Double
        let samples: [[Double]]
        let lower: Double
        let upper: Double
    }

    struct Reference: Decodable {
        let ranks: [RankCase]
        let signs: [SignCase]
        let medians: [IntervalCase]
        let ratios: [IntervalCase]
        let quickRatios: [IntervalCase]
        let tails: [TailCase]
        let joint: [JointCase]
    }

    private func reference() throws -> Reference {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "scipy-reference.json")
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(Reference.self, from: Data(contentsOf: file))
    }

    @Test func ranks() throws {
        for known in try reference().ranks {
            let test = try #require(MannWhitney(known.first, known.second))
            #expect(test.u == known.u, "\(known.name)")
            #expect(
                abs(test.pValue - known.p) <= 1e-9 * known.p, "\(known.name): \(test.pValue), not \(known.p)")
        }
    }

    @Test func signs() throws {
        for known in try reference().signs {
            let test = try #require(SignedRank(known.differences))
            #expect(
                abs(test.pValue - known.p) <= 1e-9 * known.p, "\(known.name): \(test.pValue), not \(known.p)")
        }
    }

    @Test func tails() throws {
        for known in try reference().tails {
            let test = try #require(TailTest(known.pairs, at: known.part))
            #expect(
                abs(test.pValue - known.p) <= 1e-9 * known.p, "\(known.name): \(test.pValue), not \(known.p)")
        }
        #expect(TailTest([], at: 0.2) == nil)
        #expect(TailTest([Pair(base: 1, candidate: .nan)], at: 0.2) == nil)
    }

    /// All exchanges are looked at: nothing is left to chance.
    @Test func jointly() throws {
        for known in try reference().joint {
            let least = [Double](repeating: known.least, count: known.p.count)
            let found = JointTest(.withinRounds).pValues(of: known.quantities, least: least)
            for (found, expected) in zip(found, known.p) {
                #expect(abs(found - expected) <= 1e-9, "\(known.name): \(found), not \(expected)")
            }
        }
    }

    @Test func intervalsOfMedians() throws {
        for known in try reference().medians {
            let bootstrap = Bootstrap(seed: 3, resamples: 4000, confidence: known.confidence)
            expect(bootstrap.median(of: known.samples[0]), isLike: known)
        }
    }

    @Test func intervalsOfRatios() throws {
        let reference = try reference()
        for (known, part) in reference.ratios.map({ ($0, 0.5) }) + reference.quickRatios.map({ ($0, 0.2) }) {
            let bootstrap = Bootstrap(seed: 3, resamples: 4000, confidence: known.confidence)
            let pairs = zip(known.samples[0], known.samples[1]).map { Pair(base: $0, candidate: $1) }
            expect(bootstrap.ratio(of: pairs, at: part), isLike: known)
        }
    }

    /// Both draw at random: the ends, which are quantiles of values that are drawn, agree
    /// to a part of the width.
    private func expect(_ interval: Interval?, isLike known: IntervalCase) {
        let near = (known.upper - known.lower) * 0.1
        let isNear = interval.map { abs($0.lower - known.lower) < near && abs($0.upper - known.upper) < near }
        #expect(
            isNear == true,
            "\(known.name): \(String(describing: interval)), not \(known.lower) to \(known.upper)")
    }
}
