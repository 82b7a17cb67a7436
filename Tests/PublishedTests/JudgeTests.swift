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
        Judge(rows, on: machine(cpus: cpus, nodes: nodes), leftOut: leftOut)
            .judgement(of: try Self.relation(relation)).verdict
    }

    private static func machine(_ name: String? = nil, cpus: Int = 8, nodes: Int = 1) -> FigureMachine {
        FigureMachine(name: name, cpus: cpus, nodes: nodes)
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
            try Self.verdict("F17", []) == .notPosted("neither its threads nor its block size were posted"))
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
        let strict = Judge(rows, on: Self.machine())
        #expect(strict.judgement(of: relation).verdict == .undecided("no valid round (disturbed)"))
        #expect(strict.note == "18 rows are marked invalid and not counted: disturbed")
        let lenient = Judge(rows, on: Self.machine(), countsInvalid: true)
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

    private static func onMachine(_ name: String, _ rows: [CellRow]) -> [CellRow] {
        rows.map { row in
            var row = row
            row.machine = name
            return row
        }
    }

    /// The rate of one machine to that of another says nothing of a finding.
    @Test func rowsOfSeveralMachinesAreNotCompared() throws {
        let polled = Self.rows("F3", "busy-array", Self.steady(140))
        let interrupt = Self.rows("F3", "interrupt", Self.steady(100))
        #expect(
            try Self.verdict("F3 busy-array", Self.onMachine("epyc", polled) + interrupt)
                == .undecided("not in this run"))
        var rows = Self.onMachine("mine", polled + interrupt)
        let judge = Judge(rows, on: Self.machine("mine"))
        #expect(judge.judgement(of: try Self.relation("F3 busy-array")).verdict == .holds)
        for index in 0..<9 { rows[index].machineDigest = "edited" }
        let edited = Judge(rows, on: Self.machine("mine"))
        #expect(
            edited.judgement(of: try Self.relation("F3 busy-array")).verdict
                == .undecided("F3: on several descriptions of mine"))
    }

    /// F3 measured and modelled, F4 modelled only.
    private static func mixedRows(measured: Double) -> [CellRow] {
        rows("F3", "busy-array", steady(measured)) + rows("F3", "interrupt", steady(100))
            + onMachine(
                "xeon",
                rows("F3", "busy-array", steady(150)) + rows("F3", "interrupt", steady(100))
                    + rows("F4", "busy-array", steady(120)) + rows("F4", "interrupt", steady(100)))
    }

    private static func finding(_ name: String, measured: Double) throws -> Finding {
        let rows = mixedRows(measured: measured)
        let machines = [machine(cpus: 2), machine("xeon", cpus: 64, nodes: 2)]
        return Finding(try relation(name), by: machines.map { Judge(rows, on: $0) })
    }

    /// A verdict is that of this machine where it has one; figures are compared on one machine.
    @Test func whatIsMeasuredComesFirst() throws {
        let both = try Self.finding("F3 busy-array", measured: 140)
        #expect(both.judgements.map(\.machine.title) == ["measured here", "modelled on xeon"])
        #expect(both.verdict == .holds && !both.isDisputed)
        let disputed = try Self.finding("F3 busy-array", measured: 100)
        #expect(disputed.verdict == .doesNotHold && disputed.isDisputed)
        let modelled = try Self.finding("F4 busy-array", measured: 140)
        #expect(modelled.judgements.map(\.machine.title) == ["modelled on xeon"])
        #expect(modelled.verdict == .holds)
        let between = try Self.finding("F3 > F4", measured: 100)
        #expect(between.judgements.count == 1 && between.verdict == .holds)
    }

    @Test func theTableEndsWithSums() throws {
        let names = ["F3 busy-array", "F4 busy-array", "F17", "F5 busy-array"]
        let text = FindingsTable.text(of: try names.map { try Self.finding($0, measured: 100) })
        let lines = text.split(separator: "\n")
        #expect(lines.count { $0.hasPrefix("F3 busy-array: polled") } == 1)
        #expect(lines.count { $0.contains("modelled on xeon") } == 2)
        #expect(
            lines.suffix(2) == [
                "of 4 findings hold: 1, do not hold: 1, not posted precisely enough: 1, undecided: 1",
                "measured and modelled verdicts differ: F3 busy-array: polled",
            ])
    }
}
