import Results
import Testing

@testable import Figures

@Suite struct SummaryTests {
    private func sentences(_ rows: [CellRow]) -> [String] {
        Summary(results: ResultSet(name: "x", rows: rows), grid: ResultGrid(rows)).sentences
    }

    private func about(_ subject: String, _ rows: [CellRow]) -> [String] {
        sentences(rows).filter { $0.contains(subject) }
    }

    @Test func aClearLeadIsTold() {
        let rows =
            MadeUpResults.rounds("cookie", iops: 1000) + MadeUpResults.rounds("busy-skip", iops: 1500)
            + MadeUpResults.rounds("root-list", iops: 700)
        #expect(about("rate", rows) == ["busy-skip leads in rate."])
    }

    @Test func settingsAreCounted() {
        let rows = ["a", "b", "c"].flatMap { stack in
            let first = stack == "c" ? 900.0 : 1500
            return MadeUpResults.rounds("busy-skip", setting: "\(stack)/x", iops: first)
                + MadeUpResults.rounds("cookie", setting: "\(stack)/x", iops: 1200)
        }
        #expect(
            about("rate", rows) == [
                "busy-skip leads in rate in 2 of 3 settings (a; b).",
                "cookie leads in rate in 1 of 3 settings (c).",
            ])
    }

    /// The medians differ by less than rounds of one cell do.
    @Test func whatTheRoundsDoNotDecideIsUndecided() {
        let rows =
            MadeUpResults.rounds("cookie", iops: 1000, spread: 0.4)
            + MadeUpResults.rounds("busy-skip", iops: 1010, spread: -0.4)
            + MadeUpResults.rounds("root-list", iops: 300)
        #expect(about("rate", rows) == ["The lead in rate is undecided between cookie and busy-skip."])
    }

    @Test func equalsAreUndecided() {
        let rows = MadeUpResults.rounds("cookie", iops: 1000) + MadeUpResults.rounds("busy-skip", iops: 1000)
        #expect(
            about("p99 latency", rows) == [
                "The shortest p99 latency is undecided between cookie and busy-skip."
            ])
    }

    @Test func fewRoundsDecideNothing() {
        let rows =
            MadeUpResults.rounds("cookie", count: 8, iops: 1000)
            + MadeUpResults.rounds("busy-skip", count: 8, iops: 2000)
        #expect(about("leads", rows).isEmpty)
        #expect(about("Nothing is decided", rows).count == 1)
    }

    @Test func whatIsNotValidIsNoReasonForASentence() {
        let rows =
            MadeUpResults.rounds("cookie", iops: 1000) + MadeUpResults.rounds("root-list", iops: 500)
            + MadeUpResults.rounds("busy-skip", iops: 9000) {
                $0.valid = false
                $0.invalidReason = "short run"
            }
        #expect(about("rate", rows) == ["cookie leads in rate."])
        #expect(
            about("not valid", rows) == [
                "1 of 3 cells is not valid and counts in no sentence here: short run."
            ])
    }

    @Test func waitsForLocksAreThoseOfSharedQueues() {
        func shared(_ waits: Double) -> (inout CellRow) -> Void {
            {
                $0.threadsPerQueue = 2
                $0.lockWaitsPerIO = waits
            }
        }
        let rows =
            MadeUpResults.rounds("cookie", iops: 1000, shared(0.25))
            + MadeUpResults.rounds("busy-skip", iops: 1000, shared(0))
            + MadeUpResults.rounds("root-list", iops: 1000) { $0.lockWaitsPerIO = 5 }
        #expect(
            about("lock", rows) == [
                "Where jobs share queues, busy-skip never waits for a lock; cookie waits most, "
                    + "up to 0.250 times per IO."
            ])
        #expect(about("lock", MadeUpResults.rounds("cookie", iops: 1)).isEmpty)
    }

    @Test func longListsAreCut() {
        #expect(Summary.list(["a"]) == "a")
        #expect(Summary.list(["a", "b"]) == "a and b")
        #expect(Summary.list(["a", "b", "c", "d", "e"]) == "a, b, c, d and e")
        #expect(Summary.list(["a", "b", "c", "d", "e", "f"]) == "a, b, c, d and 2 more")
    }
}
