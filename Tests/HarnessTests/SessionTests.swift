import BlockLayer
import Tables
import Testing

@testable import Harness

@Suite struct SessionTests {
    private func request(_ name: String, _ table: String, designs: [String]) throws -> RunRequest {
        var request = RunRequest(.table(try Stack(parsing: table)))
        request.name = name
        request.designs = designs
        request.rampNanoseconds = 0
        request.runtimeNanoseconds = 2_000_000
        request.rounds = 3
        request.skipsImpossible = true
        return request
    }

    private func requests() throws -> [RunRequest] {
        let both = ["bio-array", "kernel", "iterate-all"]
        return [
            try request("one", "0 2048 linear model:0 0", designs: both),
            try request("two", "0 2048 striped 2 8 model:0 0 model:1 0", designs: both),
        ]
    }

    @Test func everyRoundVisitsAllCellsOfAllStacks() throws {
        let session = try Session(try requests())
        var visits: [[String]] = [[], [], []]
        try session.run(stop: RunStop()) { _ in
        } end: { (run, round, _) throws(HarnessError) in
            visits[round - 1].append(run.name)
        }
        let cell = "randread-bs4k-iodepth1-numjobs1-queues1"
        let names = ["one", "two"].flatMap { stack in
            ["bio-array", "iterate-all"].map { "\(stack)/\(cell)-\($0)" }
        }
        #expect(visits.map { $0.sorted() } == [names, names, names])
        #expect(session.runs.map(\.stack.shape) == ["linear", "linear", "striped:2:4096", "striped:2:4096"])
        #expect(
            session.notes.first?.hasPrefix("design kernel is left out of one, two: it needs") == true)
    }

    @Test func whatIsDoneIsNotDoneAgain() throws {
        let session = try Session(try requests())
        var count = 0
        try session.run(
            stop: RunStop(), isDone: { run, round in run.stack.name == "one" || round == 2 }, begin: { _ in },
            end: { (run, round, _) throws(HarnessError) in
                #expect(run.stack.name == "two" && round != 2)
                count += 1
            })
        #expect(count == 4)
    }

    @Test func onlyWhatIsWantedRuns() throws {
        var requests = try requests()
        requests[0].isWanted = { _, design in design == "iterate-all" }
        let names = try Session(requests, only: { !$0.hasSuffix("bio-array") }).runs.map(\.name)
        #expect(names.map { $0.prefix(4) } == ["one/", "two/"])
    }

    /// The service times of a round are those that its seed gives: the same whatever the design.
    @Test func everyDesignSeesTheSameDevicesInARound() throws {
        var request = try requests()[0]
        request.designs = [
            "bio-array", "root-list", "iterate-all", "busy-skip", "queue-bitmap", "busy-array",
        ]
        request.model.settings.service = .lognormal(medianNanoseconds: 1000, p99Nanoseconds: 5000)
        let session = try Session(request)
        #expect(Set(session.runs.map(\.settings.seed)).count == 1)
        #expect(session.runs.count == 6)
    }

    /// Runs shorter than a second do not count, disturbed or not.
    @Test func aDisturbedRunIsRepeatedUntilItIsQuiet() throws {
        var request = try requests()[0]
        request.runtimeNanoseconds = 1_000_000_000
        let (attempts, reason) = try run(request) { attempt in attempt < 2 ? "a neighbour was loud" : nil }
        #expect(attempts == 2)
        #expect(reason?.contains("disturbed") != true)
    }

    @Test func whatIsAlwaysDisturbedIsMarked() throws {
        var request = try requests()[0]
        request.runtimeNanoseconds = 1_000_000_000
        request.repeatsOfDisturbed = 0
        let (attempts, reason) = try run(request) { _ in "a neighbour was loud" }
        #expect(attempts == 1)
        #expect(reason == "disturbed: a neighbour was loud")
    }

    @Test func shortRunsAreNotRepeated() throws {
        let (attempts, reason) = try run(try requests()[0]) { _ in "a neighbour was loud" }
        #expect(attempts == 1)
        #expect(reason == "short run (runtime below 1 s); disturbed: a neighbour was loud")
    }

    /// No repetition makes visible what cannot be seen.
    @Test func whatCannotBeSeenIsMarkedAndNotRepeated() throws {
        var request = try requests()[0]
        request.runtimeNanoseconds = 1_000_000_000
        request.designs = ["bio-array"]
        request.rounds = 1
        var reasons: [String?] = []
        try Session(request).run(
            stop: RunStop(), watch: { _ in RunWatch { RunWatch.Findings(blindness: "there is no /proc") } },
            begin: { _ in },
            end: { (_, _, measured) throws(HarnessError) in reasons.append(measured.invalidReason) })
        #expect(reasons == ["disturbances cannot be seen: there is no /proc"])
    }

    /// One design, one round: how often it was tried, and why it does not count.
    private func run(
        _ request: RunRequest, disturbance: @escaping (Int) -> String?
    ) throws -> (attempts: Int, reason: String?) {
        var request = request
        request.designs = ["bio-array"]
        request.rounds = 1
        var attempts = 0
        var reason: String?
        try Session(request).run(
            stop: RunStop(),
            watch: { _ in
                attempts += 1
                return RunWatch { [attempts] in RunWatch.Findings(disturbance: disturbance(attempts)) }
            },
            begin: { _ in },
            end: { (_, _, measured) throws(HarnessError) in reason = measured.invalidReason })
        return (attempts, reason)
    }
}
