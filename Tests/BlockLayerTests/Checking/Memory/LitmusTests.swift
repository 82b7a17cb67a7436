import Testing

@testable import BlockLayer

/// The litmus tests of the literature: what each memory allows is found, and what it forbids never is.
@Suite struct LitmusTests {
    struct Known: Sendable, CustomTestStringConvertible {
        let name: String
        let threads: [[Litmus.Step]]
        /// Reads in the order of threads, then the words' last values; nil for any.
        let outcome: [UInt64?]
        /// The memories in which it can happen.
        let allowed: Set<MemoryModel>

        var testDescription: String { name }
    }

    static let x = 0
    static let y = 1

    private static func known(
        _ name: String, _ threads: [[Litmus.Step]], _ outcome: [UInt64?], _ allowed: Set<MemoryModel>
    ) -> Known {
        Known(name: name, threads: threads, outcome: outcome, allowed: allowed)
    }

    private static func write(_ word: Int, _ value: UInt64, _ order: AccessOrder = .relaxed) -> Litmus.Step {
        .store(word, value, order)
    }

    private static func read(_ word: Int, _ order: AccessOrder = .relaxed) -> Litmus.Step {
        .load(word, order)
    }

    static let storeBuffering: [Known] = [
        known("SB", [[write(x, 1), read(y)], [write(y, 1), read(x)]], [0, 0], [.tso, .weak]),
        known(
            "SB, release and acquire",
            [
                [write(x, 1, .acquireRelease), read(y, .acquireRelease)],
                [write(y, 1, .acquireRelease), read(x, .acquireRelease)],
            ], [0, 0], [.tso, .weak]),
        known(
            "SB, exchange and acquire",
            [[.exchange(x, 1), read(y, .acquireRelease)], [.exchange(y, 1), read(x, .acquireRelease)]],
            [0, 0, 0, 0], [.weak]),
        known(
            "SB, exchange and sequential load",
            [[.exchange(x, 1), read(y, .sequential)], [.exchange(y, 1), read(x, .sequential)]], [0, 0, 0, 0],
            []),
        known(
            "SB, one store is an exchange",
            [[.exchange(x, 1), read(y, .sequential)], [write(y, 1), read(x)]], [0, 0, 0], [.tso, .weak]),
        known(
            "R", [[write(x, 1), write(y, 1)], [write(y, 2), read(x)]], [0, nil, 2], [.tso, .weak]),
    ]

    static let messagePassing: [Known] = [
        known("MP", [[write(x, 1), write(y, 1)], [read(y), read(x)]], [1, 0], [.weak]),
        known(
            "MP, release and acquire",
            [[write(x, 1), write(y, 1, .acquireRelease)], [read(y, .acquireRelease), read(x)]], [1, 0], []),
        known(
            "MP, release alone", [[write(x, 1), write(y, 1, .acquireRelease)], [read(y), read(x)]], [1, 0],
            [.weak]),
        known(
            "MP, acquire alone", [[write(x, 1), write(y, 1)], [read(y, .acquireRelease), read(x)]], [1, 0],
            [.weak]),
        known(
            "MP, over a read-modify-write",
            [
                [write(x, 1), write(y, 1, .acquireRelease)], [.compareExchange(y, expected: 1, 2)],
                [read(y, .acquireRelease), read(x)],
            ], [1, 2, 0], []),
        known(
            "MP, over a relaxed store of the same thread",
            [
                [write(x, 1), write(y, 1, .acquireRelease), write(y, 2)],
                [read(y, .acquireRelease), read(x)],
            ], [2, 0], [.weak]),
        known(
            "MP, read by a read-modify-write",
            [[write(x, 1), write(y, 1)], [read(y), .exchange(x, 2)]], [1, 0], [.weak]),
        known("S", [[write(x, 2), write(y, 1)], [read(y), write(x, 1)]], [1, 2], [.weak]),
        known(
            "S, release and acquire",
            [[write(x, 2), write(y, 1, .acquireRelease)], [read(y, .acquireRelease), write(x, 1)]], [1, 2],
            []),
        known(
            "WRC", [[write(x, 1)], [read(x), write(y, 1)], [read(y), read(x)]], [1, 1, 0], [.weak]),
        known(
            "WRC, release and acquire",
            [
                [write(x, 1, .acquireRelease)], [read(x, .acquireRelease), write(y, 1, .acquireRelease)],
                [read(y, .acquireRelease), read(x)],
            ], [1, 1, 0], []),
    ]

    static let coherence: [Known] = [
        known("CoRR", [[write(x, 1)], [read(x), read(x)]], [1, 0], []),
        known(
            "CoRR, two readers", [[write(x, 1)], [write(x, 2)], [read(x), read(x)], [read(x), read(x)]],
            [1, 2, 2, 1], []),
        known("CoWR", [[write(x, 1), read(x)], [write(x, 2)]], [2, 1], []),
        known("CoRW", [[read(x), write(x, 1)], [write(x, 2)]], [2, 2], []),
        known("CoWW", [[write(x, 1), write(x, 2)]], [1], []),
        known("atomicity", [[.exchange(x, 1)], [.exchange(x, 2)]], [0, 0], []),
        known(
            "atomicity beside a store", [[.compareExchange(x, expected: 0, 2)], [write(x, 1)]], [0, 1],
            [.sc, .tso, .weak]
        ),
        known("LB, which no mode covers", [[read(x), write(y, 1)], [read(y), write(x, 1)]], [1, 1], []),
    ]

    static let independent: [Known] = [
        known(
            "IRIW", [[write(x, 1)], [write(y, 1)], [read(x), read(y)], [read(y), read(x)]], [1, 0, 1, 0],
            [.weak]),
        known(
            "IRIW, release and acquire",
            [
                [write(x, 1, .acquireRelease)], [write(y, 1, .acquireRelease)],
                [read(x, .acquireRelease), read(y, .acquireRelease)],
                [read(y, .acquireRelease), read(x, .acquireRelease)],
            ], [1, 0, 1, 0], [.weak]),
        known(
            "IRIW, sequential",
            [
                [.exchange(x, 1)], [.exchange(y, 1)], [read(x, .sequential), read(y, .sequential)],
                [read(y, .sequential), read(x, .sequential)],
            ], [0, 0, 1, 0, 1, 0], []),
        known(
            "2+2W", [[write(x, 1), write(y, 2)], [write(y, 1), write(x, 2)]], [1, 1], [.weak]),
        known(
            "2+2W, exchanges", [[.exchange(x, 1), .exchange(y, 2)], [.exchange(y, 1), .exchange(x, 2)]],
            [nil, nil, nil, nil, 1, 1], []),
    ]

    @Test(arguments: storeBuffering + messagePassing + coherence + independent, MemoryModel.allCases)
    func happensWhereAllowed(known: Known, memory: MemoryModel) {
        let outcomes = Litmus(threads: known.threads).outcomes(memory)
        let happens = outcomes.contains { outcome in
            zip(known.outcome, outcome.reads.joined() + outcome.last).allSatisfy { $0 == nil || $0 == $1 }
        }
        #expect(happens == known.allowed.contains(memory), "\(outcomes)")
    }
}
