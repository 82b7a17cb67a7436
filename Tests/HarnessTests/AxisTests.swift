import BlockLayer
import Testing

@testable import Harness

@Suite struct AxisTests {
    /// Two values of each axis, the second not its default.
    static let examples = [
        "rw": ["randread", "write"], "bs": ["4k", "8k"], "iodepth": ["1", "32"], "numjobs": ["1", "2"],
        "queue_sharing": ["shared", "exclusive"], "poll_queues": ["1", "2"], "batch_submit": ["1", "8"],
        "batch_complete": ["1", "8"], "rwmixread": ["50", "70"], "spin": ["one-shot", "bounded:20us"],
        "lock": ["design", "trylock"], "end": ["after-lock", "in-lock"], "counts": ["design", "plain"],
        "completion": ["polled", "interrupt"], "numa": ["any", "spread"], "latency": ["per-io", "off"],
        "reload_every": ["never", "100ms"], "machine": ["real", "epyc-7763-2x64"],
    ]

    @Test func everyAxisReadsWhatItWrites() throws {
        for axis in Axis.all {
            let words = try #require(Self.examples[axis.key], "no example of \(axis.key)")
            #expect(try words.map { try axis.value($0).text } == words)
        }
    }

    @Test func theDefaultsAreTheFirstExamples() {
        let texts = Axis.all.map { $0.text(CellSettings()) }
        #expect(texts == Axis.all.compactMap { Self.examples[$0.key]?.first })
    }

    /// The names of results that are kept: what is at its default does not stand there.
    @Test func namesAreShort() {
        var cell = CellSettings()
        cell.depth = 32
        cell.jobs = 2
        #expect(cell.name == "randread-bs4k-iodepth32-numjobs2-queues2")
        cell.sharing = .exclusive
        cell.spin = .bounded(nanoseconds: 20_000)
        #expect(cell.name == "randread-bs4k-iodepth32-numjobs2-own-queues-spin-bounded:20us")
    }

    /// Of all combinations that may run no two have one name. All axes together would be more cells than a sweep has.
    @Test(arguments: [["numa", "machine"], ["counts", "machine"], ["numa", "counts"]])
    func cellsThatDifferHaveNamesThatDiffer(leavingOut: [String]) throws {
        var sweep = Sweep()
        for axis in Axis.all where !leavingOut.contains(axis.key) {
            sweep.vary(try AxisList(axis, try #require(Self.examples[axis.key])))
        }
        let cells = Set(try sweep.cells().filter { refusal(($0).check) == "accepted" }.map(\.reduced))
        #expect(cells.count > 1000)
        #expect(Set(cells.map(\.name)).count == cells.count)
    }

    @Test func cellsThatComeToTheSameRunOnce() throws {
        var request = RunRequest(.bare(.model(0)))
        request.designs = ["bio-array"]
        try request.sweep.vary(.batchSubmit, "1,8")
        try request.sweep.vary(.iodepth, "1,8")
        try request.sweep.vary(.rwmixread, "50,70")
        let names = try Plan(request).runs.map(\.cell.name)
        let expected = ["iodepth1", "iodepth8", "iodepth8"].map { "randread-bs4k-\($0)-numjobs1-queues1" }
        #expect(names == [expected[0], expected[1], expected[2] + "-batch-submit8"])
    }

    @Test func aDesignIsLeftOutWhereItCannotRun() throws {
        var request = RunRequest(.bare(.path("/proc/self/exe")))
        request.designs = ["interrupt", "iterate-all"]
        try request.sweep.vary(.completion, "polled")
        let message = refusal { _ = try Plan(request) }
        #expect(
            message
                == "design interrupt cannot run here: it waits for interrupts: leave out --completion polled")
    }
}
