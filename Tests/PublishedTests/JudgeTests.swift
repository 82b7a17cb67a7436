import Results
import Testing

@testable import Published

/// Findings judged by made-up rows.
@Suite struct JudgeTests {
    /// Rows of a figure's cell, one for each rate: round 1, round 2 …
    private static func rows(_ figure: String, _ design: String, _ rates: [Double], numa: String? = nil)
        -> [CellRow]
    {
        rates.enumerated().map { index, rate in
            var row = CellRow()
            row.cellID = "\(figure)/randread-\(design)"
            row.stackName = figure
            row.numjobs = PostedFigure.named(figure)?.threads ?? 1
            row.design = design
            row.round = index + 1
            row.numa = numa
            row.iops = rate
            return row
        }
    }

    private static func relation(_ name: String) throws -> Relation {
        try #require(Relation.all.first { $0.name.hasPrefix(name) })
    }

    private static func verdict(
        _ relation: String, _ rows: [CellRow], cpus: Int = 8, nodes: Int = 1, leftOut: [String: String] = [:]
    ) throws -> Judgement.Outcome {
        Judge(rows, cpus: cpus, nodes: nodes, leftOut: leftOut).judgement(of: try Self.relation(relation))
            .verdict
    }

    /// Nine rounds that differ by less than one per cent.
    private static let steady = (0..<9).map { 1 + Double($0 * 7 % 9) / 1000 }

    private static func steady(_ rate: Double) -> [Double] { steady.map { $0 * rate } }

    @Test(arguments: [(140.0, "holds"), (101.0, "does not hold"), (60.0, "does not hold")])
    func aRowIsPolledByInterrupt(polled: Double, verdict: String) throws {
        let rows =
            Self.rows("F3", "busy-array", Self.steady(polled))
            + Self.rows("F3", "interrupt", Self.steady(100))
        #expect(try Self.verdict("F3 busy-array", rows).text == verdict)
    }

    /// What differs from round to round, but in both alike, is no doubt: rounds are paired.
    @Test func aDriftOfTheMachineHitsBothSides() throws {
        let drift = (1...9).map { 100 * Double($0) }
        let rows =
            Self.rows("F3", "busy-array", zip(drift, Self.steady).map { $0 * $1 * 1.2 })
            + Self.rows("F3", "interrupt", drift)
        #expect(try Self.verdict("F3 busy-array", rows) == .holds)
    }

    @Test func aWideIntervalDecidesNothing() throws {
        let rates = [60.0, 150, 80, 140, 70, 160, 90, 130, 100]
        let rows = Self.rows("F3", "busy-array", rates) + Self.rows("F3", "interrupt", Self.steady(100))
        #expect(try Self.verdict("F3 busy-array", rows) == .undecided("the interval is too wide"))
    }

    @Test(arguments: [(1.0, "holds"), (1.2, "does not hold"), (0.9, "does not hold")])
    func alikeIsBothWays(factor: Double, verdict: String) throws {
        let rows =
            Self.rows("F16", "dm-io-list", Self.steady(100 * factor))
            + Self.rows("F16", "interrupt", Self.steady(100))
        #expect(try Self.verdict("F16 dm-io-list", rows).text == verdict)
    }

    /// Gains are compared, not rates: F15's devices are faster than F16's.
    @Test(arguments: [(150.0, "holds"), (105.0, "does not hold")])
    func gainsOfTwoFigures(polled: Double, verdict: String) throws {
        let rows =
            Self.rows("F15", "dm-io-list", Self.steady(polled))
            + Self.rows("F15", "interrupt", Self.steady(100))
            + Self.rows("F16", "dm-io-list", Self.steady(3030))
            + Self.rows("F16", "interrupt", Self.steady(3000))
        #expect(try Self.verdict("F15 > F16", rows).text == verdict)
    }

    @Test func designsOfOneFigure() throws {
        let rows =
            Self.rows("F2", "root-list", Self.steady(80)) + Self.rows("F2", "cookie", Self.steady(100))
            + Self.rows("F20", "task-fifo:512", Self.steady(145))
            + Self.rows("F19", "task-fifo", Self.steady(120))
        #expect(try Self.verdict("F2 under cookie", rows) == .holds)
        #expect(try Self.verdict("F20 > F19", rows) == .holds)
        #expect(try Self.verdict("F2 under bio-array", rows) == .undecided("not in this run"))
    }

    @Test func nodesOfOneFigure() throws {
        let rows =
            Self.rows("F18", "iterate-all", Self.steady(70), numa: "spread")
            + Self.rows("F18", "iterate-all", Self.steady(100), numa: "local")
        #expect(try Self.verdict("F18", rows, nodes: 2) == .holds)
    }

    /// F1's rows are not F11's.
    @Test func aFiguresNameIsTheWholeName() throws {
        let rows =
            Self.rows("F11", "iterate-all", Self.steady(140))
            + Self.rows("F11", "interrupt", Self.steady(100))
        #expect(try Self.verdict("F1 iterate-all", rows) == .undecided("not in this run"))
    }

    @Test func fewRoundsDecideNothing() throws {
        let rows =
            Self.rows("F3", "busy-array", Array(Self.steady(140).prefix(8)))
            + Self.rows("F3", "interrupt", Self.steady(100))
        #expect(try Self.verdict("F3 busy-array", rows) == .undecided("8 of 9 rounds"))
    }

    @Test func whatIsMissingIsNamed() throws {
        #expect(try Self.verdict("F4 busy-array", [], cpus: 2) == .undecided("needs 3 CPUs, here are 2"))
        #expect(try Self.verdict("F4 > F5", [], cpus: 4) == .undecided("needs 6 CPUs, here are 4"))
        #expect(try Self.verdict("F18", [], cpus: 4) == .undecided("needs 2 NUMA nodes, here is 1"))
        #expect(
            try Self.verdict("F17", []) == .undecided("neither its threads nor its block size were posted"))
        #expect(
            try Self.verdict("F3 busy-array", [], leftOut: ["F3": "busy-array is left out: why"])
                == .undecided("busy-array is left out: why"))
    }

    /// Invalid rounds count only on request.
    @Test func invalidRoundsDoNotCount() throws {
        var rows =
            Self.rows("F3", "busy-array", Self.steady(140)) + Self.rows("F3", "interrupt", Self.steady(100))
        for index in rows.indices {
            rows[index].valid = false
            rows[index].invalidReason = "disturbed"
        }
        let relation = try Self.relation("F3 busy-array")
        let strict = Judge(rows, cpus: 8, nodes: 1)
        #expect(strict.judgement(of: relation).verdict == .undecided("no valid round (disturbed)"))
        #expect(strict.note == "18 rows are marked invalid and not counted: disturbed")
        let lenient = Judge(rows, cpus: 8, nodes: 1, countsInvalid: true)
        #expect(lenient.judgement(of: relation).verdict == .holds)
    }

    /// A ratio of cells that were asked for different things shows nothing; how a design completes is its own.
    @Test func rowsOfOneFigureAreOfOneSetting() throws {
        func verdict(_ change: (inout CellRow) -> Void) throws -> Judgement.Outcome {
            var interrupt = Self.rows("F3", "interrupt", Self.steady(100))
            for index in interrupt.indices { change(&interrupt[index]) }
            return try Self.verdict(
                "F3 busy-array", Self.rows("F3", "busy-array", Self.steady(140)) + interrupt)
        }
        #expect(
            try verdict { ($0.completion, $0.queueSharing, $0.cpus) = ("interrupt", "exclusive", "0") }
                == .holds)
        #expect(
            try verdict { $0.modelService = "8us" } == .undecided("F3: `model_service` differs: none and 8us")
        )
        #expect(
            try verdict { if $0.round > 5 { $0.seed = 2 } }
                == .undecided("F3: `seed` differs between rounds of F3: 0 and 2"))
        #expect(
            try verdict { $0.numjobs = 3 } == .undecided("F3 was measured with numjobs 3, and posted with 1"))
    }

    @Test func theCauseIsWhatDiffersMost() throws {
        var from = CellRow()
        from.queuePollsPerIO = 1
        from.lockWaitsPerIO = 0
        from.lagP99Nanoseconds = 9000
        var to = from
        to.lockWaitsPerIO = 0.5
        to.lagP99Nanoseconds = 3000
        #expect(Cause.text(from: [from], to: [to]) == "lock waits 0.00 -> 0.50/IO, lag p99 9.00 -> 3.00 us")
        #expect(Cause.text(from: [from], to: [from]) == nil)
    }

    @Test func everyRelationIsOfFiguresThatAreThere() {
        for relation in Relation.all { #expect(!relation.figures.isEmpty, "\(relation.name)") }
        #expect(Set(PostedFigure.all.map(\.id)) == Set((1...20).map { "F\($0)" }))
        #expect(Set(Relation.all.flatMap(\.figures).map(\.id)) == Set(PostedFigure.all.map(\.id)))
        #expect(Set(Relation.all.map(\.name)).count == Relation.all.count)
    }

    /// The rate of one machine to that of another says nothing of a finding.
    @Test func rowsOfSeveralMachinesAreNotCompared() throws {
        var rows =
            Self.rows("F3", "busy-array", Self.steady(140)) + Self.rows("F3", "interrupt", Self.steady(100))
        for index in 0..<9 { rows[index].machine = "epyc-7763-2x64" }
        #expect(
            try Self.verdict("F3 busy-array", rows)
                == .undecided("F3: on different machines: epyc-7763-2x64, this machine"))
        for index in rows.indices { rows[index].machine = "mine" }
        #expect(try Self.verdict("F3 busy-array", rows) == .holds)
        for index in 0..<9 { rows[index].machineDigest = "edited" }
        #expect(
            try Self.verdict("F3 busy-array", rows)
                == .undecided("F3: on different machines: several descriptions of mine"))
    }
}
