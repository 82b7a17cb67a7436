import Results
import Testing

@testable import Figures

@Suite struct SummaryTests {
    private func summary(_ rows: [CellRow]) -> Summary { Summary(ResultGrid(rows), of: rows) }

    private func about(_ subject: String, _ rows: [CellRow]) -> [String] {
        summary(rows).sentences.filter { $0.contains(subject) }
    }

    /// A reader of the first lines knows what to use.
    @Test func theAnswerComesFirst() {
        let rows =
            MadeUpResults.rounds("cookie", iops: 1000) + MadeUpResults.rounds("busy-skip", iops: 1500)
            + MadeUpResults.rounds("root-list", iops: 700)
        #expect(
            summary(rows).first == [
                "Use busy-skip: the next, cookie, is 33 % slower.",
                "Avoid cookie (33 % slower) and root-list (53 % slower).",
            ])
    }

    @Test func otherMeasuresFollow() {
        let rows =
            MadeUpResults.rounds("cookie", iops: 1000) { $0.latencyP99Nanoseconds = 20_000 }
            + MadeUpResults.rounds("busy-skip", iops: 1000)
        #expect(
            about("p99 latency", rows) == [
                "p99 latency: cookie has the shortest (20.0 µs); furthest behind: busy-skip (2.0 times as long)."
            ])
    }

    @Test func whatIsNotValidIsNoReasonForASentence() {
        let rows =
            MadeUpResults.rounds("cookie", iops: 1000) + MadeUpResults.rounds("root-list", iops: 500)
            + MadeUpResults.rounds("busy-skip", iops: 9000) {
                $0.valid = false
                $0.invalidReason = "short run"
            }
        #expect(about("Use", rows) == ["Use cookie: the next, root-list, is 50 % slower."])
        #expect(
            about("no valid round", rows) == [
                "1 of 3 cells has no valid round and counts in no verdict: short run."
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

    @Test func whereThereIsNothingToCompareItSaysWhatWasMeasured() {
        #expect(
            summary(MadeUpResults.rounds("cookie", iops: 1)).first == [
                "1 design in 1 setting: 1 cell, median of 9 rounds."
            ])
    }

    @Test func longListsAreCut() {
        #expect(Summary.list(["a"]) == "a")
        #expect(Summary.list(["a", "b"]) == "a and b")
        #expect(Summary.list(["a", "b", "c", "d", "e"]) == "a, b, c, d and e")
        #expect(Summary.list(["a", "b", "c", "d", "e", "f"]) == "a, b, c, d and 2 more")
    }
}
