import Glibc
import Testing

@testable import BlockLayer
@testable import Harness

@Suite struct CellMeasurementTests {
    /// A worker that did `ios` in a window of `nanoseconds`.
    private func worker(ios: UInt64, nanoseconds: UInt64) -> WorkerOutcome {
        var window = MeasuredWindow()
        var counters = Counters()
        if nanoseconds > 0 { window.open(at: 1000, counters) }
        counters.ios = ios
        if nanoseconds > 0 {
            window.close(at: 1000 + TickRate.ofThisMachine.ticks(nanoseconds: nanoseconds), counters)
        }
        var latency = LatencyHistogram()
        for _ in 0..<ios { latency.record(50) }
        return WorkerOutcome(
            window: window, counters: counters, latency: RecordedDurations(latency),
            lag: RecordedDurations(LatencyHistogram()), firstError: nil, checkedSectors: 3,
            unstampedSectors: 4,
            mismatch: nil, lostRoots: 0, lostClones: 0)
    }

    private func measurement(
        _ workers: [WorkerOutcome], runtimeNanoseconds: UInt64 = 1_000_000_000, isInterrupted: Bool = false,
        losses: [String] = [], placement: String? = nil, sampling: LatencySampling = .perIO,
        strayPages: Int = 0
    ) -> CellMeasurement {
        let outcome = RunOutcome(
            workers: workers, stateBytesPerRoot: 1, stateBytesPerClone: 2,
            stateBytesPerTable: TableStateBytes(needed: 3),
            anyLockHeld: false, strayPages: strayPages)
        return CellMeasurement(
            outcome,
            Circumstances(
                settings: Self.settings(runtimeNanoseconds, sampling), isInterrupted: isInterrupted,
                placement: placement, losses: losses))
    }

    private static func settings(_ runtimeNanoseconds: UInt64, _ sampling: LatencySampling = .perIO)
        -> RunSettings
    {
        RunSettings(
            plan: StackPlan(devices: []), rangeSectors: 8, runtimeNanoseconds: runtimeNanoseconds,
            sampling: sampling)
    }

    /// Model devices have no interrupts but those of leaves that were left unpolled.
    @Test(arguments: [(Completion.polled, 0.75 as Double?), (.interrupt, 0), (nil, nil)])
    func modelsAreKnownToBePolled(modelled: Completion?, fraction: Double?) {
        var counters = Counters()
        (counters.ios, counters.leavesSubmitted, counters.unpolledLeaves) = (1000, 4000, 1000)
        var window = MeasuredWindow()
        window.open(at: 0, Counters())
        window.close(at: 1_000_000, counters)
        let nothing = RecordedDurations(LatencyHistogram())
        let worker = WorkerOutcome(
            window: window, counters: counters, latency: nothing, lag: nothing, firstError: nil,
            checkedSectors: 0, unstampedSectors: 0, mismatch: nil, lostRoots: 0, lostClones: 0)
        let outcome = RunOutcome(
            workers: [worker], stateBytesPerRoot: 1, stateBytesPerClone: 2,
            stateBytesPerTable: TableStateBytes(needed: 3),
            anyLockHeld: false)
        let measured = CellMeasurement(
            outcome, Circumstances(settings: Self.settings(1_000_000_000), modelled: modelled))
        #expect(measured.polledFraction == fraction)
    }

    @Test func disturbancesInvalidateWithTheNumberOfAttempts() {
        let outcome = RunOutcome(
            workers: [worker(ios: 2000, nanoseconds: 1_000_000_000)], stateBytesPerRoot: 1,
            stateBytesPerClone: 2, stateBytesPerTable: TableStateBytes(needed: 3), anyLockHeld: false)
        let reasons = [1, 3].map { attempt in
            CellMeasurement(
                outcome,
                Circumstances(
                    settings: Self.settings(1_000_000_000),
                    watched: RunWatch.Findings(disturbance: "a neighbour was loud"), attempt: attempt)
            ).trust.invalidReason
        }
        #expect(reasons[0] == "disturbed: a neighbour was loud")
        #expect(reasons[1] == "disturbed 3 times, at last: a neighbour was loud")
    }

    @Test func jobsThatTakeTurnsInvalidate() {
        let done = [worker(ios: 2000, nanoseconds: 1_000_000_000)]
        #expect(
            measurement(done, placement: "2 jobs on 1 CPU take turns").trust.invalidReason
                == "2 jobs on 1 CPU take turns")
        #expect(
            measurement(done, strayPages: 1).trust.invalidReason
                == "memory of some jobs is not on their NUMA nodes"
        )
    }

    @Test func withoutLatenciesTheIOsAreTheSamples() {
        let few = [worker(ios: 999, nanoseconds: 1_000_000_000)]
        #expect(measurement(few, sampling: .off).trust.invalidReason == "too few samples (999 of 1000)")
        #expect(
            measurement([worker(ios: 1000, nanoseconds: 1_000_000_000)], sampling: .off).trust.invalidReason
                == nil)
    }

    @Test func ratesOfWorkersAdd() throws {
        let measured = measurement([
            worker(ios: 1000, nanoseconds: 1_000_000_000), worker(ios: 1000, nanoseconds: 500_000_000),
        ])
        let iops = try #require(measured.totals.iops)
        #expect(abs(iops - 3000) < 0.01)
        #expect(measured.totals.ios == 2000)
        #expect(measured.trust.invalidReason == nil)
        #expect(measured.totals.lag == nil)
        #expect(measured.totals.checkedSectors == 6)
    }

    @Test func countersAreToldByIO() {
        let measured = measurement([worker(ios: 2000, nanoseconds: 1_000_000_000)])
        #expect(measured.totals.perIO(500) == 0.25)
        #expect(measurement([worker(ios: 0, nanoseconds: 1)]).totals.perIO(500) == nil)
    }

    @Test(arguments: [
        (RunPass.workload, "at sector 4096"), (.fill, "while stamping at sector 4096"),
        (.readBack, "while reading back at sector 4096"),
    ])
    func errorsInvalidateAndAreNamed(pass: RunPass, place: String) {
        var failed = worker(ios: 2000, nanoseconds: 1_000_000_000)
        failed.counters.errors = 2
        failed.firstError = FailedIO(.ioError, sector: 4096, pass: pass)
        let reason = "2 IOs failed, the first \(place): I/O error (EIO)"
        #expect(measurement([failed]).trust.invalidReason == reason)
    }

    @Test func lostDevicesExplainFailuresOnly() {
        var failed = worker(ios: 2000, nanoseconds: 1_000_000_000)
        let losses = ["/dev/a is gone"]
        #expect(measurement([failed], losses: losses).trust.invalidReason == nil)
        failed.counters.errors = 1
        #expect(measurement([failed], losses: losses).trust.firstError == "1 IO failed; /dev/a is gone")
    }

    @Test(arguments: [(ENOMEM, "`ulimit -l`"), (EFAULT, "Bad address")])
    func buffersThatAreNotRegisteredAreToldOf(errno: Int32, words: String) throws {
        var outcome = RunOutcome(
            workers: [], stateBytesPerRoot: 1, stateBytesPerClone: 2,
            stateBytesPerTable: TableStateBytes(needed: 3),
            anyLockHeld: false)
        #expect(CellMeasurement(outcome, Circumstances(settings: Self.settings(1))).trust.note == nil)
        outcome.bufferRegistration = errno
        let note = try #require(
            CellMeasurement(outcome, Circumstances(settings: Self.settings(1))).trust.note)
        #expect(note.contains(words))
    }

    @Test func aJobWithoutWindowInvalidates() {
        let measured = measurement([
            worker(ios: 2000, nanoseconds: 1_000_000_000), worker(ios: 0, nanoseconds: 0),
        ])
        #expect(measured.totals.iops == nil)
        #expect(measured.trust.invalidReason == "a job measured nothing")
    }

    @Test func fewSamplesInvalidate() {
        let measured = measurement([worker(ios: 999, nanoseconds: 1_000_000_000)])
        #expect(measured.trust.invalidReason == "too few samples (999 of 1000)")
    }

    @Test func aShortRunIsStamped() {
        let done = [worker(ios: 2000, nanoseconds: 1_000_000)]
        let measured = measurement(done, runtimeNanoseconds: 999_999_999)
        #expect(measured.trust.invalidReason == "short run (runtime below 1 s)")
    }

    @Test func anInterruptedRunIsStamped() {
        let done = [worker(ios: 2000, nanoseconds: 1_000_000)]
        #expect(measurement(done, isInterrupted: true).trust.invalidReason == "interrupted")
    }
}
