import CPlatform

/// The counters of all CPUs that the process may run on, compared with that of one.
struct CounterComparisons: Equatable, Sendable {
    /// The CPU that asked the others; -1 if it is not known.
    let reference: Int
    /// How many others there are.
    let otherCount: Int
    /// Of those that answered in time.
    let answers: [CounterComparison]

    /// The one that differs most for sure, if any does.
    var worst: CounterComparison? {
        answers.filter { $0.surePartTicks > 0 }.max { $0.surePartTicks < $1.surePartTicks }
    }

    /// What all comparisons may take together. One takes about a tenth of a millisecond, so that on a large machine
    /// some tens of CPUs have their turn.
    private static let budgetNanoseconds: UInt64 = 5_000_000

    /// A thread on another CPU may have to wait for whoever runs there.
    private static let leastPatienceNanoseconds: UInt64 = 500_000

    /// Asks all CPUs that the calling thread may run on, by a thread of its own on the CPU that runs it now.
    static func ofThisMachine() -> CounterComparisons {
        let cpus = (0..<platform_cpu_limit()).filter { platform_may_run_on_cpu($0) }
        let reference = platform_current_cpu()
        let others = cpus.filter { $0 != reference }
        let result = Comparing(others: spread(others))
        if reference >= 0, !others.isEmpty {
            withExtendedLifetime(result) {
                let argument = Unmanaged.passUnretained(result).toOpaque()
                _ = platform_run_on_cpu(
                    reference,
                    { Unmanaged<Comparing>.fromOpaque($0!).takeUnretainedValue().compareAll() }, argument)
            }
        }
        return CounterComparisons(
            reference: Int(reference), otherCount: others.count, answers: result.answers)
    }

    /// Puts CPUs that stand far apart first: where the time does not suffice for all, those of each package should have
    /// had their turn.
    static func spread<Number>(_ cpus: [Number]) -> [Number] {
        cpus.enumerated().sorted { left, right in
            let (a, b) = (left.offset.trailingZeroBitCount, right.offset.trailingZeroBitCount)
            return (b, left.offset) < (a, right.offset)
        }
        .map(\.element)
    }

    /// What the asking thread works on; the one that waits for it reads the answers after it has ended.
    private final class Comparing: @unchecked Sendable {
        private let others: [Int32]
        private(set) var answers: [CounterComparison] = []

        init(others: [Int32]) {
            self.others = others
        }

        func compareAll() {
            let end = platform_monotonic_ns() + budgetNanoseconds
            for (index, cpu) in others.enumerated() {
                let now = platform_monotonic_ns()
                guard now < end else { return }
                let share = (end - now) / UInt64(others.count - index)
                var gap = platform_counter_gap()
                let patience = min(max(share, leastPatienceNanoseconds), end - now)
                guard platform_compare_counters(cpu, patience, &gap) > 0 else { continue }
                answers.append(CounterComparison(cpu: Int(cpu), least: gap.least, most: gap.most))
            }
        }
    }
}

/// How far the counter of another CPU is ahead of that of the CPU that asked it.
///
/// The other CPU read its counter after it was asked and before the answer came, so its reading lies between two of
/// the asking CPU, if both have the same time. Many such readings bound the difference from both sides.
struct CounterComparison: Equatable, Sendable {
    let cpu: Int
    /// In ticks; negative where the other one is behind.
    let least: Int64
    let most: Int64

    /// The ticks by which the two differ at the least; 0 if how long the answers took explains it all.
    var surePartTicks: UInt64 {
        if least > 0 { return least.magnitude }
        return most < 0 ? most.magnitude : 0
    }
}
