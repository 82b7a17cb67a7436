import RandomNumbers

@testable import BlockLayer

/// A few accesses of a few threads to shared words that are 0 at first, and all that can come of them.
struct Litmus: Sendable {
    enum Step: Sendable {
        case load(Int, AccessOrder)
        case store(Int, UInt64, AccessOrder)
        /// Sequentially consistent, as all read-modify-writes are.
        case exchange(Int, UInt64)
        case compareExchange(Int, expected: UInt64, UInt64)

        var word: Int {
            switch self {
            case .load(let word, _), .store(let word, _, _), .exchange(let word, _): word
            case .compareExchange(let word, _, _): word
            }
        }
    }

    /// What each thread read, in its order, and behind that the last value of each word.
    struct Outcome: Hashable, CustomStringConvertible {
        var reads: [[UInt64]]
        var last: [UInt64]

        var description: String { "\(reads) then \(last)" }
    }

    var threads: [[Step]]

    var wordCount: Int { threads.joined().map(\.word).max()! + 1 }

    /// Whether there are any; a compare-exchange that fails is one.
    var hasSequentialLoads: Bool {
        threads.joined().contains { step in
            switch step {
            case .load(_, .sequential), .compareExchange: true
            case .load, .store, .exchange: false
            }
        }
    }

    /// The outcomes of all schedules.
    func outcomes(_ memory: MemoryModel) -> Set<Outcome> {
        let found = Found()
        let subject = CheckSubject(
            "litmus", threads: threads.count, make: { _ in Run(self) },
            body: { run, thread in run.run(thread) },
            check: { run in
                found.outcomes.insert(run.outcome)
                return nil
            })
        var exploration = Exploration(
            .small(threads: 2, ios: 1, queues: 1), .exhaustive(departures: 40))
        exploration.memory = memory
        precondition(exploration.run(subject).failure == nil)
        return found.outcomes
    }

    private final class Found: @unchecked Sendable {
        var outcomes: Set<Outcome> = []
    }

    private final class Run: @unchecked Sendable {
        private let litmus: Litmus
        private let words: UnsafeMutablePointer<SharedWord<SimulatedMachine>>
        private var reads: [[UInt64]]

        init(_ litmus: Litmus) {
            self.litmus = litmus
            words = .allocate(capacity: litmus.wordCount)
            for word in 0..<litmus.wordCount { (words + word).initialize(to: SharedWord(0)) }
            reads = Array(repeating: [], count: litmus.threads.count)
        }

        deinit {
            words.deinitialize(count: litmus.wordCount).deallocate()
        }

        func run(_ thread: Int) {
            for step in litmus.threads[thread] {
                if let value = take(step) { reads[thread].append(value) }
            }
        }

        private func take(_ step: Step) -> UInt64? {
            let word = words + step.word
            switch step {
            case .load(_, .relaxed): return word.pointee.loadRelaxed()
            case .load(_, .acquireRelease): return word.pointee.load()
            case .load(_, .sequential): return word.pointee.loadSequential()
            case .store(_, let value, .relaxed): word.pointee.storeRelaxed(value)
            case .store(_, let value, _): word.pointee.store(value)
            case .exchange(_, let value): return word.pointee.exchange(value)
            case .compareExchange(_, let expected, let value):
                return word.pointee.compareExchange(expected: expected, desired: value)
            }
            return nil
        }

        var outcome: Outcome {
            Outcome(reads: reads, last: (0..<litmus.wordCount).map { words[$0].load() })
        }
    }
}

extension Litmus {
    /// Up to three threads with up to three steps each, on two words.
    init(random: inout RandomGenerator) {
        let threadCount = 2 + Int(random.next(below: 2))
        let most = threadCount == 2 ? 3 : 2
        threads = []
        for _ in 0..<threadCount {
            let count = 1 + Int(random.next(below: UInt64(most)))
            threads.append([])
            for _ in 0..<count { threads[threads.count - 1].append(Self.step(&random)) }
        }
    }

    private static func step(_ random: inout RandomGenerator) -> Step {
        let word = Int(random.next(below: 2))
        let value = 1 + random.next(below: 2)
        switch random.next(below: 8) {
        case 0, 1: return .load(word, .relaxed)
        case 2: return .load(word, .acquireRelease)
        case 3: return .load(word, .sequential)
        case 4: return .store(word, value, .relaxed)
        case 5: return .store(word, value, .acquireRelease)
        case 6: return .exchange(word, value)
        default: return .compareExchange(word, expected: random.next(below: 2), value)
        }
    }
}
