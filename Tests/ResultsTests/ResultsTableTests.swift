import Testing
import Units

@testable import Results

@Suite struct ResultsTableTests {
    private func row(_ design: String, round: Int = 1, iops: Double? = nil, p99: UInt64? = nil) -> CellRow {
        var row = CellRow()
        row.cellID = design
        row.design = design
        row.round = round
        row.stack = "linear"
        row.completion = "polled"
        row.rw = "randread"
        row.bsBytes = 4096
        row.iodepth = 32
        row.numjobs = 1
        row.iops = iops
        row.latencyP99Nanoseconds = p99
        return row
    }

    @Test func wholeTable() {
        var list = row("root-list", iops: 812_345, p99: 48_123)
        list.latencyMeanNanoseconds = 38_912.4
        list.latencyP50Nanoseconds = 37_100
        list.latencyP999Nanoseconds = 101_000
        list.lagP99Nanoseconds = 950
        list.cpuUserNanosecondsPerIO = 400
        list.cpuSystemNanosecondsPerIO = 830.5
        list.queuePollsPerIO = 3.25
        list.emptyQueuePollsPerIO = 2.5
        list.foreignCompletionsPerIO = 0
        list.lockWaitsPerIO = 0.015
        var busy = row("busy-skip", iops: 1_020_000, p99: 39_500)
        busy.latencyMeanNanoseconds = 31_000
        busy.latencyP50Nanoseconds = 30_900
        busy.latencyP999Nanoseconds = 88_000
        busy.queuePollsPerIO = 12
        busy.busySkipsPerIO = 0.4
        let expected = """
            linear, polled, randread, bs 4k, iodepth 32, numjobs 1; 1 round
            design      iops   mean    p50    p99   p99.9  lag p99    cpu  polls  empty  foreign  waits  skips
                           k     µs     µs     µs      µs       µs  ns/IO    /IO    /IO      /IO    /IO    /IO
            root-list   812   38.9   37.1   48.1   101.0    0.950*  1230*   3.25   2.50        0  0.015      -
            busy-skip  1020*  31.0*  30.9*  39.5*   88.0*       -      -   12.00      -        -      -  0.400

            """
        #expect(ResultsTable.text(of: [list, busy]) == expected)
    }

    /// Settings that seldom differ have a column where cells would look alike without it.
    @Test func cellsThatWouldLookAlikeHaveFurtherColumns() {
        var rows = [("per-io", "after-lock"), ("off", "after-lock"), ("off", "in-lock")].map { latency, end in
            var row = row("busy-skip", iops: 100)
            (row.sampling, row.ending) = (latency, end)
            return row
        }
        rows.append(row("busy-array", iops: 200))
        let lines = ResultsTable.text(of: rows).split(separator: "\n").map { $0.split(separator: " ") }
        #expect(lines[1].prefix(3) == ["design", "end", "latency"])
        #expect(lines[3].prefix(3) == ["busy-skip", "after-lock", "per-io"])
        #expect(lines[5].prefix(3) == ["busy-skip", "in-lock", "off"])
    }

    /// Rows that differ in nothing but the name, as two names of the same work do.
    @Test func whereNoSettingTellsNamesDo() {
        var twice = [row("interrupt", iops: 1), row("interrupt", iops: 2)]
        (twice[0].cellID, twice[1].cellID) = ("a-interrupt", "b-interrupt")
        let lines = ResultsTable.text(of: twice).split(separator: "\n").map { $0.split(separator: " ") }
        #expect(
            lines[1].prefix(2) == ["design", "cell"] && lines[4].prefix(2) == ["interrupt", "b-interrupt"])
    }

    @Test func medianOfRoundsAndInvalidOnesMarked() {
        var rows = [100_000.0, 300_000, 200_000].enumerated().map { index, iops in
            row("iterate-all", round: index + 1, iops: iops)
        }
        rows.append(row("iterate-all", round: 4, iops: 900_000))
        rows[3].valid = false
        rows[3].invalidReason = "foreign IO on the device"
        let expected = """
            linear, polled, randread, bs 4k, iodepth 32, numjobs 1; median of the valid rounds, 3 of 4
            design       iops  invalid
                            k   rounds
            iterate-all   200      1/4
            invalid: iterate-all: foreign IO on the device

            """
        #expect(ResultsTable.text(of: rows) == expected)
    }

    @Test func whatDiffersBetweenCellsBecomesAColumn() {
        var deep = row("cookie", iops: 5000)
        deep.cellID = "deep"
        deep.iodepth = 128
        let expected = """
            linear, polled, randread, bs 4k, numjobs 1; 1 round
            design  iodepth  iops
                                k
            cookie  32       2.50
            cookie  128      5.00

            """
        #expect(ResultsTable.text(of: [row("cookie", iops: 2500), deep]) == expected)
    }

    @Test func eachSettingHasItsOwnBest() {
        let rows = [("cookie", 1, 100.0), ("root-list", 1, 200), ("cookie", 8, 700), ("root-list", 8, 300)]
            .map {
                design, depth, iops in
                var row = row(design, iops: iops)
                row.cellID = "iodepth\(depth)-\(design)"
                row.iodepth = depth
                return row
            }
        let expected = """
            linear, polled, randread, bs 4k, numjobs 1; 1 round
            design     iodepth  iops
                                  /s
            cookie     1        100
            root-list  1        200*
            cookie     8        700*
            root-list  8        300

            """
        #expect(ResultsTable.text(of: rows) == expected)
    }

    @Test func markdownKeepsTextText() {
        var odd = row("a|b", iops: 200)
        odd.stack = "<script>_x_"
        odd.valid = false
        odd.invalidReason = "1 < 2\n# heading"
        var other = row("cookie", iops: 100)
        other.stack = odd.stack
        let expected = """
            &lt;script&gt;\\_x\\_, polled, randread, bs 4k, iodepth 32, numjobs 1; 1 round

            | design | iops, /s | invalid, rounds |
            | --- | --: | --: |
            | a\\|b | 200 | 1/1 |
            | cookie | **100** |  |

            - invalid: a\\|b: 1 &lt; 2 \\# heading

            """
        #expect(ResultsTable.markdown(of: [odd, other]) == expected)
    }

    /// Of two middle rounds the worse one: the lower rate, the higher latency.
    @Test func evenNumberOfRoundsDoesNotFlatter() {
        let rows = [
            row("cookie", round: 1, iops: 100, p99: 1000), row("cookie", round: 2, iops: 200, p99: 2000),
        ]
        let cell = CellSummary(rounds: rows)
        #expect(cell.median(higherIsBetter: true, \.iops) == 100)
        #expect(cell.median(higherIsBetter: false) { $0.latencyP99Nanoseconds.map { Double($0) } } == 2000)
    }

    @Test func untrustedCellIsNeverTheBest() {
        var fast = row("cookie", iops: 900)
        fast.valid = false
        let text = ResultsTable.text(of: [fast, row("root-list", iops: 500)])
        #expect(!text.contains("900*"))
        #expect(text.contains("500*"))
    }

    /// One IO in flight where the others have 32: its latency is no merit.
    @Test func aDesignThatDidOtherWorkIsNeverTheBest() {
        var others = row("cookie", iops: 1_000_000, p99: 50_000)
        others.latencyMeanNanoseconds = 32_000
        var alone = row("sync-submit", iops: 100_000, p99: 20_000)
        alone.latencyMeanNanoseconds = 10_000
        let lines = ResultsTable.text(of: [others, alone]).split(separator: "\n")
        #expect(lines[3].contains("1000*") && lines[3].contains("50.0*"))
        #expect(!lines[4].contains("*"))
        #expect(
            OutputFormat.text.text(of: [others, alone]).hasSuffix(
                "Not compared, as it is other work: sync-submit kept 1 IO in flight of the 32\n"
                    + "  that were asked for.\n"))
    }

    @Test func theTitleSaysWhichRoundsCount() {
        func rows(valid: [Bool]) -> [CellRow] {
            valid.enumerated().map { index, isValid in
                var row = row("cookie", round: index + 1, iops: 100)
                row.valid = isValid
                return row
            }
        }
        #expect(
            CellSummary.roundsText(of: [CellSummary(rounds: rows(valid: [true, true]))])
                == "median of 2 rounds")
        let cells = [[true, true, true], [true, false, true], [false, false, false]].map {
            CellSummary(rounds: rows(valid: $0))
        }
        #expect(CellSummary.roundsText(of: cells) == "median of the valid rounds, 2 to 3 of 3")
        #expect(CellSummary.roundsText(of: [cells[2]]) == "median of 3 rounds, none valid")
    }

    @Test func namesDoNotCommandTheTerminal() {
        var odd = row("\u{1B}[31mred\u{202E}\n", iops: 200)
        odd.stack = "a\u{0}b"
        odd.invalidReason = "x\ny"
        odd.valid = false
        let rows = [odd, row("cookie", iops: 100)]
        for text in [
            ResultsTable.text(of: rows), ResultsBars.text(of: rows, BarStyle()),
            ResultsTable.markdown(of: rows),
        ] {
            #expect(!text.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" || $0 == "\u{0}" })
        }
        #expect(ResultsTable.text(of: rows).contains("\\u{1b}[31mred\\u{202e}\\u{a}"))
    }

    @Test func notANumberIsNotMeasured() {
        let text = ResultsTable.text(of: [row("cookie", iops: .nan), row("root-list", iops: .infinity)])
        #expect(!text.contains("iops"))
    }

    @Test func noRows() {
        #expect(ResultsTable.text(of: []) == "no results\n")
    }
}
