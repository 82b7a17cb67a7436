/// The time of a CPU that its jobs did not get.
struct LostTime: Equatable, Sendable {
    var cpu: Int
    var nanoseconds: UInt64
    /// The time that was looked at.
    var ofNanoseconds: UInt64
    /// The worst part of a window of about a tenth of a second; 0 where windows are not looked at.
    var worstShare = 0.0

    var share: Double { ofNanoseconds > 0 ? Double(nanoseconds) / Double(ofNanoseconds) : 0 }
}

/// The clocks of one CPU's jobs over a run.
///
/// Jobs that never sleep leave nothing of their CPU, so what the wall clock has more than theirs together is lost; more
/// jobs than CPUs take turns, which loses nothing. Jobs that sleep, or that the kernel may have wait for a device, lose
/// what they waited for the CPU while they were ready and none of the other jobs there had it.
struct CPULedger: Sendable {
    /// A thread that wakes up waits a moment for its CPU on an idle machine too: for its way out of an idle state and
    /// for the switch to it.
    static let usualWaitNanoseconds: UInt64 = 10_000

    let cpu: Int
    let neverSleep: Bool
    private var jobs: [Int: Job] = [:]
    private var worstShare = 0.0

    private struct Job {
        var first: ThreadSample
        var latest: ThreadSample
        var hasEnded = false
    }

    init(cpu: Int, neverSleep: Bool) {
        self.cpu = cpu
        self.neverSleep = neverSleep
    }

    mutating func begin(_ job: Int, _ sample: ThreadSample) {
        jobs[job] = Job(first: sample, latest: sample)
    }

    mutating func end(_ job: Int, _ sample: ThreadSample) {
        jobs[job]?.latest = sample
        jobs[job]?.hasEnded = true
    }

    /// Ends a window: samples of jobs that run, all of them taken at about the same time.
    ///
    /// - Parameter count: the jobs of this CPU. A window that not all of them had from end to end is part of the whole
    ///   only.
    mutating func closeWindow(_ samples: [Int: ThreadSample], of count: Int) {
        let running = samples.filter { jobs[$0.key]?.hasEnded == false }
        defer { for (job, sample) in running { jobs[job]?.latest = sample } }
        guard neverSleep, running.count == count, count > 0 else { return }
        let before = running.keys.compactMap { jobs[$0]?.latest }
        let window = Self.lost(from: before, to: Array(running.values), isShortest: true)
        worstShare = max(worstShare, Double(window.lost) / Double(max(1, window.length)))
    }

    /// Nil if nothing is known.
    var lostTime: LostTime? {
        let ended = jobs.values.filter(\.hasEnded)
        guard !ended.isEmpty else { return nil }
        if neverSleep {
            let whole = Self.lost(from: ended.map(\.first), to: ended.map(\.latest), isShortest: false)
            return LostTime(
                cpu: cpu, nanoseconds: whole.lost, ofNanoseconds: whole.length, worstShare: worstShare)
        }
        return ended.compactMap(queued).max { $0.nanoseconds < $1.nanoseconds }
    }

    /// CPU time of all its jobs.
    var cpuNanoseconds: UInt64 {
        jobs.values.reduce(0) { $0 &+ Self.cpuNanoseconds(of: $1) }
    }

    private static func cpuNanoseconds(of job: Job) -> UInt64 {
        job.latest.cpuNanoseconds.growth(from: job.first.cpuNanoseconds)
    }

    private func queued(_ job: Job) -> LostTime? {
        guard let early = job.first.queue, let late = job.latest.queue else { return nil }
        let usual = late.turns.growth(from: early.turns) &* Self.usualWaitNanoseconds
        let turnsOfOthers = cpuNanoseconds.growth(from: Self.cpuNanoseconds(of: job))
        let waited = late.nanoseconds.growth(from: early.nanoseconds)
        return LostTime(
            cpu: cpu, nanoseconds: waited.growth(from: usual &+ turnsOfOthers),
            ofNanoseconds: job.latest.beginNanoseconds.growth(from: job.first.endNanoseconds))
    }

    /// - Parameter isShortest: from the last job's sample to the first one's, for a window; else from the first to the
    ///   last, as one job had the CPU while the other one waited for its turn to begin.
    private static func lost(
        from before: [ThreadSample], to after: [ThreadSample], isShortest: Bool
    ) -> (lost: UInt64, length: UInt64) {
        let begins = before.map(\.endNanoseconds)
        let ends = after.map(\.beginNanoseconds)
        let begin = (isShortest ? begins.max() : begins.min()) ?? 0
        let end = (isShortest ? ends.min() : ends.max()) ?? 0
        let cpu = zip(before, after).reduce(UInt64(0)) {
            $0 &+ $1.1.cpuNanoseconds.growth(from: $1.0.cpuNanoseconds)
        }
        let length = end.growth(from: begin)
        return (length.growth(from: cpu), length)
    }
}
