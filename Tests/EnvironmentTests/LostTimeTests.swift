import Testing

@testable import Environment

/// What the jobs of one CPU lost, by made-up clocks in milliseconds.
@Suite struct LostTimeTests {
    private static func sample(
        at time: UInt64, cpu: UInt64, readingTakes duration: UInt64 = 0, queued: UInt64? = nil,
        turns: UInt64 = 0
    ) -> ThreadSample {
        ThreadSample(
            beginNanoseconds: time * 1_000_000, endNanoseconds: (time + duration) * 1_000_000,
            cpuNanoseconds: cpu * 1_000_000,
            queue: queued.map { QueueTime(nanoseconds: $0 * 1_000_000, turns: turns) })
    }

    /// A CPU with jobs that each have a first and a last sample.
    private static func ledger(
        neverSleep: Bool = true, _ jobs: [(first: ThreadSample, last: ThreadSample)]
    ) -> CPULedger {
        var ledger = CPULedger(cpu: 3, neverSleep: neverSleep)
        for (number, job) in jobs.enumerated() { ledger.begin(number, job.first) }
        for (number, job) in jobs.enumerated() { ledger.end(number, job.last) }
        return ledger
    }

    @Test(arguments: [(1000, 0), (900, 100), (500, 500), (0, 1000)] as [(UInt64, UInt64)])
    func aJobThatNeverSleepsLosesWhatItsClockMisses(cpu: UInt64, lost: UInt64) {
        let ledger = Self.ledger([(Self.sample(at: 5, cpu: 2), Self.sample(at: 1005, cpu: cpu + 2))])
        #expect(
            ledger.lostTime
                == LostTime(cpu: 3, nanoseconds: lost * 1_000_000, ofNanoseconds: 1_000_000_000))
    }

    /// The second one begins when the first one's time slice is over.
    @Test func jobsThatTakeTurnsLoseNothing() {
        let ledger = Self.ledger([
            (Self.sample(at: 0, cpu: 0), Self.sample(at: 1000, cpu: 502)),
            (Self.sample(at: 4, cpu: 0), Self.sample(at: 1002, cpu: 500)),
        ])
        #expect(ledger.lostTime?.nanoseconds == 0)
    }

    @Test func jobsThatTakeTurnsLoseWhatBothMiss() {
        let ledger = Self.ledger([
            (Self.sample(at: 0, cpu: 0), Self.sample(at: 1000, cpu: 250)),
            (Self.sample(at: 0, cpu: 0), Self.sample(at: 1000, cpu: 250)),
        ])
        #expect(ledger.lostTime?.share == 0.5)
    }

    /// A moment that the whole hardly shows.
    @Test func theWorstWindowIsKept() {
        var ledger = CPULedger(cpu: 0, neverSleep: true)
        ledger.begin(0, Self.sample(at: 0, cpu: 0))
        for (time, cpu) in [(100, 100), (200, 150), (300, 250)] as [(UInt64, UInt64)] {
            ledger.closeWindow([0: Self.sample(at: time, cpu: cpu)], of: 1)
        }
        ledger.end(0, Self.sample(at: 10_000, cpu: 9950))
        #expect(ledger.lostTime?.worstShare == 0.5)
        #expect(ledger.lostTime?.share == 0.005)
    }

    /// Who reads the clocks may lose the CPU between the wall clock and the job's.
    @Test func aReaderThatIsHeldUpAccusesNobody() {
        var ledger = CPULedger(cpu: 0, neverSleep: true)
        ledger.begin(0, Self.sample(at: 0, cpu: 0))
        ledger.closeWindow([0: Self.sample(at: 100, cpu: 140, readingTakes: 50)], of: 1)
        ledger.closeWindow([0: Self.sample(at: 200, cpu: 200)], of: 1)
        ledger.end(0, Self.sample(at: 300, cpu: 300))
        #expect(ledger.lostTime?.worstShare == 0)
    }

    /// Until its neighbour begins, and when that has ended, a job's window is no window of the CPU.
    @Test func windowsWithoutAllJobsDoNotCount() {
        var ledger = CPULedger(cpu: 0, neverSleep: true)
        ledger.begin(0, Self.sample(at: 0, cpu: 0))
        ledger.closeWindow([0: Self.sample(at: 100, cpu: 10)], of: 2)
        #expect(ledger.lostTime == nil, "none has ended")
        ledger.end(0, Self.sample(at: 200, cpu: 200))
        #expect(ledger.lostTime?.worstShare == 0)
    }

    /// Of jobs that may sleep, one waits while the other has the CPU: that is its turn, and no loss.
    @Test(arguments: [(500, 0), (620, 120)] as [(UInt64, UInt64)])
    func jobsThatMaySleepTakeTurnsToo(queued: UInt64, lost: UInt64) {
        let jobs = [0, 1].map { _ in
            (
                first: Self.sample(at: 0, cpu: 0, queued: 0),
                last: Self.sample(at: 1000, cpu: 500, queued: queued)
            )
        }
        #expect(Self.ledger(neverSleep: false, jobs).lostTime?.nanoseconds == lost * 1_000_000)
    }

    /// What jobs sleep is no loss, and a moment for each time that they are woken is usual.
    @Test(arguments: [(10, 1000, 0), (510, 1000, 500), (510, 1, 509)] as [(UInt64, UInt64, UInt64)])
    func aJobThatSleepsLosesWhatItWaits(queued: UInt64, turns: UInt64, lost: UInt64) {
        let ledger = Self.ledger(
            neverSleep: false,
            [
                (
                    Self.sample(at: 0, cpu: 0, queued: 0),
                    Self.sample(at: 1000, cpu: 100, queued: queued, turns: turns)
                )
            ])
        let milliseconds = (ledger.lostTime?.nanoseconds ?? 0) / 1_000_000
        #expect(milliseconds == lost || milliseconds + 1 == lost)
    }

    @Test func whereTheKernelDoesNotTellAJobThatSleepsLosesNothing() {
        let ledger = Self.ledger(
            neverSleep: false, [(Self.sample(at: 0, cpu: 0), Self.sample(at: 1000, cpu: 100))])
        #expect(ledger.lostTime == nil)
    }
}
