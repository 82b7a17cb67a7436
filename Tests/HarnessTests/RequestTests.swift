import BlockLayer
import Tables
import Testing

@testable import Harness

@Suite struct RequestTests {
    private let request = RunRequest(.bare(.model(0)))

    @Test(arguments: [
        ("0", ServiceTime.fixed(nanoseconds: 0)), ("20us", .fixed(nanoseconds: 20_000)),
        ("uniform:5us:15us", .uniform(fromNanoseconds: 5000, toNanoseconds: 15_000)),
        ("lognormal:8us:20us", .lognormal(medianNanoseconds: 8000, p99Nanoseconds: 20_000)),
    ])
    func serviceTimesAreRead(_ text: String, _ expected: ServiceTime) throws {
        #expect(try ServiceTime(parsing: text) == expected)
    }

    @Test(arguments: [
        "", "-1", "uniform", "uniform:5us", "uniform:9us:5us", "lognormal:0:1us", "lognormal:9us:5us", "2s",
        "normal:1us:2us", "uniform:1us:2us:3us", "histogram:", "histogram:/nonexistent",
    ])
    func otherServiceTimesAreRefused(_ text: String) {
        #expect(throws: HarnessError.self) { try ServiceTime(parsing: text) }
    }

    @Test(arguments: [
        "one-shot", "until-found", "until-done", "bounded:1ms", "bounded:20us", "bounded:7ns", "bounded:1s",
    ])
    func spinPoliciesAreReadAndPrinted(_ text: String) throws {
        #expect(try SpinPolicy(parsing: text).text == text)
    }

    @Test(arguments: ["", "bounded", "bounded:", "bounded:0", "bounded:x", "oneshot"])
    func otherSpinPoliciesAreRefused(_ text: String) {
        #expect(throws: HarnessError.self) { try SpinPolicy(parsing: text) }
    }

    @Test func everyModeHasItsWordOfFio() {
        let modes = ["read", "write", "randread", "randwrite", "rw", "readwrite", "randrw"].map(
            AccessMode.init(word:))
        #expect(modes == [.read, .write, .randread, .randwrite, .rw, .rw, .randrw])
        #expect(AccessMode(word: "trim") == nil)
        #expect(AccessMode.allCases.map { $0.readPercent(mix: 70) } == [100, 0, 100, 0, 70, 70])
    }

    @Test func misspeltDesignsGetTheNearestName() {
        let message = refusal { _ = try DesignChoice.designs(named: ["rootlist"]) }
        #expect(message.hasSuffix("did you mean root-list?"))
    }

    @Test func unknownDesignsGetAllNames() {
        let message = refusal { _ = try DesignChoice.designs(named: ["zzzzzzzz"]) }
        #expect(message.contains("there are: iterate-all,"))
    }

    /// Another number is another design; the default one is the design without a number.
    @Test func aNumberBehindANameIsADesignOfItsOwn() throws {
        let designs = try DesignChoice.designs(named: ["task-fifo:512", "task-fifo:128", "task-fifo:1"])
        #expect(designs.map(\.card.name) == ["task-fifo:512", "task-fifo", "task-fifo:1"])
    }

    /// Jobs that share queues have none of their own: the cells where they do are left out, with the reason.
    @Test func aDesignSaysWhatItCannotDo() throws {
        var request = request
        request.designs = ["child-counter"]
        try request.sweep.vary(.numjobs, "2")
        try request.sweep.vary(.pollQueues, "1,2")
        let plan = try Plan(request)
        #expect(plan.runs.map(\.cell.pollQueues) == [2])
        #expect(plan.skipped.count == 1)
        #expect(plan.skipped.first?.reason.description.hasPrefix("it needs a queue for each job") == true)
    }

    @Test func allDesignsLeaveOutThoseThatCannotRun() throws {
        let plan = try Plan(request)
        #expect(plan.skipped.map(\.design) == ["kernel"])
        #expect(plan.runs.count == Catalogue.designs.count)
    }

    @Test func batchesAreCutToTheDepth() throws {
        var request = request
        try request.sweep.vary(.batchSubmit, "8")
        try request.sweep.vary(.batchComplete, "16")
        try request.sweep.vary(.iodepth, "1,32")
        let runs = try Plan(request).runs.filter { $0.design.card.name == "iterate-all" }
        #expect(runs.map(\.cell.batchSubmit) == [1, 8])
        #expect(runs.map(\.cell.batchComplete) == [1, 16])
    }

    @Test func theRangeIsWholeBlocks() throws {
        var request = request
        try request.sweep.vary(.bs, "12k")
        request.sizeBytes = 100_000
        #expect(try Plan(request).runs[0].settings.rangeSectors == 192)
    }

    @Test func theRangeMayBeginLater() throws {
        var request = request
        request.range.start = .bytes(1 << 20)
        request.range.length = .bytes(1 << 16)
        request.range.incrementBytes = 1 << 18
        try request.sweep.vary(.numjobs, "2")
        let settings = try Plan(request).runs[0].settings
        #expect(settings.firstSector == 2048 && settings.rangeSectors == 128 && settings.strideSectors == 512)
        request.verifies = true
        #expect(throws: HarnessError.self) { try Plan(request) }
    }

    @Test(
        arguments: [
            ("5", Parse.nanoseconds, nil),
            ("50", Parse.shortNanoseconds, "50 has no unit: write 50ns, 50us or 50ms"),
            ("0.5", Parse.shortNanoseconds, "0.5 has no unit"), ("0", Parse.shortNanoseconds, nil),
            ("50us", Parse.shortNanoseconds, nil), ("5 \u{b5}s", Parse.shortNanoseconds, nil),
        ] as [(String, @Sendable (String) throws(HarnessError) -> UInt64, String?)])
    func shortTimesHaveAUnit(
        text: String, read: @Sendable (String) throws(HarnessError) -> UInt64, words: String?
    ) {
        let said = refusal { _ = try read(text) }
        #expect(said.contains(words ?? "accepted"))
    }

    @Test(arguments: ["1", "uniform:0:1", "lognormal:0.1:1us"])
    func serviceTimesHaveAUnit(text: String) {
        #expect(refusal { _ = try ServiceTime(parsing: text) }.contains("has no unit"))
        #expect(refusal { _ = try SpinPolicy(parsing: "bounded:1") }.contains("has no unit"))
    }

    @Test func verifyingModelsStampsTheirKeptData() throws {
        var request = request
        request.verifies = true
        let run = try Plan(request).runs[0]
        guard case .fillFirst = run.settings.verify, case .model(let models) = run.devices else {
            Issue.record("not stamped: \(run.settings.verify)")
            return
        }
        #expect(models.map(\.keepsData) == [true])
    }

    @Test(arguments: [false, true])
    func realDevicesAreStampedOnlyWithLeave(_ isAllowed: Bool) throws {
        var request = RunRequest(.bare(.path("/dev/a")))
        request.verifies = true
        request.allowsWrites = isAllowed
        let access = DeviceAccess(request, workloadWrites: false)
        let leaves = try Leaves([.path("/dev/a")]) { facts($0) }
        try access.check(leaves)
        #expect(access.opensForWriting == isAllowed)
        switch access.verifyMode(leaves) {
        case .fillFirst: #expect(isAllowed)
        case .existing: #expect(!isAllowed)
        case .off: Issue.record("nothing is verified")
        }
    }

    @Test func writingNeedsLeave() throws {
        let access = DeviceAccess(RunRequest(.bare(.path("/dev/a"))), workloadWrites: true)
        let leaves = try Leaves([.path("/dev/a")]) { facts($0) }
        let message = refusal { try access.check(leaves) }
        #expect(message.contains("--allow-writes"))
        #expect(!access.opensForWriting)
    }
}
