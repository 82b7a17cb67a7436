import BlockDevices
import CPlatform
import Glibc
import Synchronization

/// Sees what is taken from the jobs of a run, by their own clocks, even if the program that takes it is hidden.
///
/// Each job reads its clocks when it begins and when it ends; in between a thread reads them ten times a second, for
/// less than a microsecond per job. The loop that is timed has no part in it.
public final class JobWatch: Sendable {
    static let windowNanoseconds: UInt64 = 100_000_000

    /// The thread that reads wakes up late by this much: it did not wait for a CPU, so the process or the machine stood
    /// still.
    static let stillNanoseconds: UInt64 = 50_000_000

    private let files: KernelFiles
    private let cpus: [Int]
    private let state: Mutex<State>
    private let ticker = Mutex<Ticker?>(nil)

    private struct State {
        var ledgers: [Int: CPULedger]
        var threads: [Int: Int32] = [:]
        var edges: (begin: ProcessSample, end: ProcessSample)?
        var stillNanoseconds: UInt64 = 0
        /// The CPU time of the thread that reads, at its last look.
        var ownQueue: QueueTime?
    }

    /// - Parameters:
    ///   - cpus: the CPU of each job.
    ///   - neverSleep: whether no job sleeps, nor waits in the kernel for a device.
    public init(cpus: [Int], neverSleep: Bool, in files: KernelFiles = KernelFiles()) {
        self.files = files
        self.cpus = cpus
        let ledgers = Set(cpus).map { ($0, CPULedger(cpu: $0, neverSleep: neverSleep)) }
        state = Mutex(State(ledgers: Dictionary(uniqueKeysWithValues: ledgers)))
    }

    /// Starts the thread that samples the jobs.
    public func start() {
        platform_count_continues()
        let ticker = Ticker(intervalNanoseconds: Self.windowNanoseconds) { [weak self] in self?.look(late: $0)
        }
        ticker.start()
        self.ticker.withLock { $0 = ticker }
    }

    /// A job begins what is measured. On its own thread.
    public func begin(_ job: Int) {
        let thread = platform_thread_id()
        let process = ProcessSample()
        let queue = QueueTime(ofThread: thread, in: files)
        guard var sample = ThreadSample.of(thread: thread) else { return }
        sample.queue = queue
        state.withLock { state in
            state.threads[job] = thread
            state.edges = state.edges ?? (process, process)
            state.ledgers[cpus[job]]?.begin(job, sample)
        }
    }

    /// A job has ended what is measured. On its own thread.
    public func end(_ job: Int) {
        let thread = platform_thread_id()
        guard var sample = ThreadSample.of(thread: thread) else { return }
        sample.queue = QueueTime(ofThread: thread, in: files)
        let process = ProcessSample()
        state.withLock { state in
            state.threads[job] = nil
            state.edges?.end = process
            state.ledgers[cpus[job]]?.end(job, sample)
        }
    }

    /// Ends the watch; the jobs have ended.
    public func finish() -> JobFindings {
        ticker.withLock { $0?.stop() }
        return state.withLock { state in
            var findings = JobFindings()
            findings.lost = state.ledgers.values.compactMap(\.lostTime).sorted { $0.cpu < $1.cpu }
            findings.stillNanoseconds = state.stillNanoseconds
            guard let edges = state.edges else { return findings }
            findings.nanoseconds = edges.end.monotonic.growth(from: edges.begin.monotonic)
            findings.continues = Int(edges.end.continues &- edges.begin.continues)
            findings.suspendedNanoseconds = edges.end.suspended.growth(from: edges.begin.suspended)
            findings.jobNanoseconds = state.ledgers.values.reduce(0) { $0 &+ $1.cpuNanoseconds }
            findings.otherThreadsNanoseconds = edges.end.cpu.growth(from: edges.begin.cpu)
                .growth(from: findings.jobNanoseconds)
            return findings
        }
    }

    /// On the ticker's thread.
    private func look(late: UInt64) {
        let queue = QueueTime(ofThread: platform_thread_id(), in: files)
        state.withLock { state in
            let waited = queue?.nanoseconds.growth(from: state.ownQueue?.nanoseconds ?? 0)
            state.ownQueue = queue
            if state.threads.isEmpty { return }
            let still = late.growth(from: waited ?? 0)
            if still >= Self.stillNanoseconds { state.stillNanoseconds &+= still }
            let samples = state.threads.compactMapValues { ThreadSample.of(thread: $0) }
            for cpu in Set(cpus) {
                state.ledgers[cpu]?.closeWindow(
                    samples.filter { cpus[$0.key] == cpu }, of: cpus.count { $0 == cpu })
            }
        }
    }
}

/// What is read of the process when the first job begins and when the last one ends.
private struct ProcessSample: Sendable {
    let monotonic = platform_monotonic_ns()
    /// CPU time of all threads.
    let cpu: UInt64
    let continues = platform_continues()
    let suspended: UInt64

    init() {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        cpu = UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
        suspended = platform_boottime_ns() &- monotonic
    }
}

/// What a ``JobWatch`` saw.
public struct JobFindings: Equatable, Sendable {
    /// From the first job's beginning to the last one's end.
    var nanoseconds: UInt64 = 0
    /// The losses by CPU, ascending.
    var lost: [LostTime] = []
    /// CPU time of the jobs, and of the other threads of this process.
    var jobNanoseconds: UInt64 = 0
    var otherThreadsNanoseconds: UInt64 = 0
    /// How often the process was continued after a stop.
    var continues = 0
    /// How long the process stood still, as its watching thread saw.
    var stillNanoseconds: UInt64 = 0
    /// How long the machine was suspended.
    var suspendedNanoseconds: UInt64 = 0

    public init() {}
}
