import CPlatform
import Glibc
import Synchronization
import Testing

@testable import Environment

/// The watch over real threads. No times are asserted that a loaded machine could miss.
@Suite struct JobWatchTests {
    @Test(.timeLimit(.minutes(1))) func aTickerTicksUntilItIsStopped() {
        let ticks = Atomic(0)
        let ticker = Ticker(intervalNanoseconds: 1_000_000) { _ in ticks.add(1, ordering: .relaxed) }
        ticker.start()
        while ticks.load(ordering: .relaxed) < 3 { usleep(1000) }
        ticker.stop()
        let count = ticks.load(ordering: .relaxed)
        usleep(20_000)
        #expect(ticks.load(ordering: .relaxed) == count)
    }

    /// On the calling thread, which is a job of its own here.
    private func findings(
        neverSleep: Bool, seconds: Double = 0.3, _ work: () -> Void
    ) -> JobFindings {
        let watch = JobWatch(cpus: [0], neverSleep: neverSleep)
        watch.start()
        watch.begin(0)
        let end = platform_monotonic_ns() + UInt64(seconds * 1e9)
        while platform_monotonic_ns() < end { work() }
        watch.end(0)
        return watch.finish()
    }

    @Test func aThreadThatSleepsThoughItNeverShouldLosesNearlyAll() throws {
        let lost = try #require(findings(neverSleep: true) { usleep(10_000) }.lost.first)
        #expect(lost.share > 0.5)
        #expect(lost.worstShare > 0.5)
    }

    @Test func aThreadThatMaySleepLosesNotWhatItSleeps() {
        let found = findings(neverSleep: false) { usleep(50_000) }
        #expect(found.lost.allSatisfy { $0.nanoseconds < $0.ofNanoseconds })
        #expect(found.nanoseconds >= 300_000_000)
    }

    /// Clocks agree with each other: whatever was lost, the job had the rest.
    @Test func whatWasNotLostTheJobHad() throws {
        let found = findings(neverSleep: true) {}
        let lost = try #require(found.lost.first)
        #expect(found.jobNanoseconds > 0)
        #expect(found.jobNanoseconds + lost.nanoseconds <= lost.ofNanoseconds + 1_000_000)
    }

    @Test func aWatchWithoutJobsFindsNothing() {
        let watch = JobWatch(cpus: [0, 1], neverSleep: true)
        watch.start()
        #expect(watch.finish() == JobFindings())
    }

    /// A thread that has ended has no clock any more.
    @Test func anEndedThreadIsNotRead() {
        #expect(ThreadSample.of(thread: 0x3fff_fff0) == nil)
    }
}
