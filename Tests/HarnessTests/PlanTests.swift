import BlockLayer
import Placement
import Tables
import Testing

@testable import Harness

/// Plans follow from requests and facts alone.
@Suite struct PlanTests {
    private func request(_ completion: String = "polled") throws -> RunRequest {
        var request = RunRequest(.table(try Stack(parsing: "0 2048 striped 2 8 /dev/a 0 /dev/b 0")))
        request.designs = ["bio-array", "iterate-all"]
        try request.sweep.vary(.completion, completion)
        return request
    }

    /// Facts of devices that do not exist.
    private func facts(_ work: RequestedWork, pollingObstacle: Message? = nil) throws(HarnessError)
        -> StackFacts
    {
        let leaves = try Leaves(work.request.source.leafReferences) { (reference) throws(HarnessError) in
            HarnessTests.facts(reference)
        }
        var facts = StackFacts(leaves)
        facts.pollingObstacle = pollingObstacle
        return facts
    }

    private func plan(_ requests: [RunRequest], pollingObstacle: Message? = nil) throws -> Plan {
        try Plan(requests, try Topology.current()) {
            (work) throws(HarnessError) in try facts(work, pollingObstacle: pollingObstacle)
        }
    }

    @Test func devicesAreLookedAtOncePerRequest() throws {
        var looks = 0
        let requests = try ["polled", "interrupt", "polled,interrupt"].map { completion in
            var request = try request(completion)
            request.name = completion
            return request
        }
        let plan = try Plan(requests, try Topology.current()) {
            (work) throws(HarnessError) in
            looks += 1
            return try facts(work)
        }
        #expect(looks == 3 && plan.stacks.count == 3)
        #expect(plan.runs.map(\.completion.rawValue).filter { $0 == "polled" }.count == 4)
    }

    @Test func whatCannotBePolledIsRefused() throws {
        let obstacle: Message = "/dev/a cannot poll: or use \(Axis.completion, "interrupt")"
        let message = refusal { _ = try plan([try request()], pollingObstacle: obstacle) }
        #expect(message == "/dev/a cannot poll: or use --completion interrupt")
        #expect(try plan([try request("interrupt")], pollingObstacle: obstacle).runs.count == 2)
    }

    @Test func whatCannotBePolledIsLeftOutOfAMatrix() throws {
        var request = try request("polled,interrupt")
        request.skipsImpossible = true
        let plan = try plan([request], pollingObstacle: "/dev/a cannot poll")
        #expect(plan.runs.map(\.completion) == [.interrupt, .interrupt])
        #expect(plan.skipped.map(\.reason) == ["/dev/a cannot poll", "/dev/a cannot poll"])
        #expect(plan.skipped.map(\.runsInOtherCells) == [true, true])
    }

    /// Only what would poll is tried.
    @Test(arguments: [("polled", true), ("polled,interrupt", true), ("interrupt", false)])
    func pollingIsAskedFor(_ completion: String, _ isAsked: Bool) throws {
        #expect(try RequestedWork(try request(completion)).asksForPolling == isAsked)
    }

    @Test func messagesComeInTheWordsOfAMatrix() throws {
        let text = "stacks: {a: {device: model:0}}\naxes: {bs: 4k}\ndesigns: bio-array\nsize: 2g"
        let notes = try matrix(text).plan().notes
        #expect(
            notes.count == 1 && notes[0].description.contains("--size 2g: the top device has"), "\(notes)")
        #expect(notes[0].text(in: .keys).hasSuffix("size 2g: the top device has 2097152 sectors (1g)"))
        #expect(!notes[0].text(in: .keys).contains("--"))
    }
}
