import BlockLayer
import Tables
import Testing

@testable import Harness

/// Runs on described machines: what is asked, what is refused, what comes out.
@Suite struct ModelledRunTests {
    private func request(_ machine: String = "epyc-7763-2x64", jobs: String = "2") throws -> RunRequest {
        var request = RunRequest(.table(try Stack(parsing: "0 8192 striped 2 8 model:0 0 model:1 0")))
        request.designs = ["bio-array"]
        request.runtimeNanoseconds = 50_000
        request.rampNanoseconds = 5_000
        try request.sweep.vary(.machine, machine)
        try request.sweep.vary(.numjobs, jobs)
        return request
    }

    private func run(_ change: (inout RunRequest) throws -> Void = { _ in }) throws -> PlannedRun {
        var request = try request()
        try change(&request)
        return try #require(try Plan(request).runs.first)
    }

    /// What a session measured, in words: one for each run.
    private func measured(_ requests: [RunRequest]) throws -> [String: String] {
        var found: [String: String] = [:]
        let observer = Observer { run, _, measured in
            let totals = measured.totals
            found[run.name] =
                "\(totals.iops ?? 0) \(totals.counters) \(totals.latency?.buckets ?? []) \(totals.lag?.buckets ?? []) "
                + "\(measured.trust.invalidReason ?? "valid")"
        }
        try Session(try Plan(requests)).run(stop: RunStop(), observer: observer)
        return found
    }

    /// Whatever ran before in the process, and wherever the heap has room.
    @Test func theSameCellGivesTheSameNumbers() throws {
        var request = try request(jobs: "3")
        try request.sweep.vary(.iodepth, "4")
        try request.sweep.vary(.pollQueues, "2")
        request.model.settings.service = .lognormal(medianNanoseconds: 2000, p99Nanoseconds: 5000)
        let alone = try measured([request])
        var many = request
        many.designs = ["task-groups", "root-list", "bio-array", "interrupt"]
        let amongOthers = try measured([many])
        #expect(alone.count == 1 && amongOthers.count == 4)
        for (name, numbers) in alone { #expect(amongOthers[name] == numbers) }
        request.seed = 2
        #expect(try measured([request]) != alone)
    }

    /// Nothing of the machine that computes it counts.
    @Test func noWatchLooksAtIt() throws {
        var reasons: [String?] = []
        var observer = Observer { reasons.append($2.trust.invalidReason) }
        observer.watch = { _ in RunWatch { RunWatch.Findings(disturbance: "a neighbour was loud") } }
        var request = try request()
        request.runtimeNanoseconds = 1_000_000
        try Session(try Plan(request)).run(stop: RunStop(), observer: observer)
        #expect(reasons == [nil])
    }

    @Test func timesAreShortUnlessTheyAreGiven() throws {
        var request = RunRequest(.bare(.model(0)))
        request.designs = ["bio-array"]
        try request.sweep.vary(.machine, "real,epyc-7763-2x64")
        #expect(try Plan(request).runs.map(\.nanoseconds) == [5_500_000_000, 11_000_000])
        #expect(try Plan(request).virtualNanoseconds == 11_000_000)
        request.runtimeNanoseconds = 2_000_000
        #expect(try Plan(request).runs.map(\.runtimeNanoseconds) == [2_000_000, 2_000_000])
    }

    /// CPUs, cores and nodes are those of the description: 2 sockets of 64 cores with 2 threads.
    @Test func jobsAreOnTheDescribedCPUs() throws {
        #expect(try run().cpus == [0, 2])
        #expect(try run { $0.cpus = [200, 201] }.cpus == [200, 201])
        #expect(try run { $0.numaNodes = [1] }.cpus == [128, 130])
        #expect(try run { try $0.sweep.vary(.numa, "spread") }.cpus == [0, 128])
        let run = try run { try $0.sweep.vary(.numjobs, "256") }
        #expect(Set(run.cpus) == Set(0..<256) && run.settings.memory == nil)
    }

    /// Siblings share a queue where there are half as many queues as CPUs.
    @Test func queuesAreSharedOutByTheDescribedCores() throws {
        let run = try run {
            $0.cpus = [0, 1, 128, 129]
            $0.queueMap = .groupedByNode
            try $0.sweep.vary(.numjobs, "4")
            try $0.sweep.vary(.pollQueues, "2")
        }
        let queues = Dictionary(uniqueKeysWithValues: zip(run.cpus, run.queues[0].ofWorker))
        #expect(queues == [0: 0, 1: 0, 128: 1, 129: 1])
    }

    @Test func anInterruptCostsWhatTheMachineSays() throws {
        #expect(try run().columns["model_interrupt_cost"] == "1100ns")
        let given = try run { try Setting<ModelRequest>.interruptCost.assignment("3us").apply(to: &$0) }
        #expect(given.columns["model_interrupt_cost"] == "3us")
        let real = try run { try $0.sweep.vary(.machine, "real") }
        #expect(real.columns["model_interrupt_cost"] == "2us")
        let devices = try run().devices
        guard case .model(let models) = devices else {
            Issue.record("no model device")
            return
        }
        #expect(models.map(\.interruptCostNanoseconds) == [1_100, 1_100])
    }

    @Test(arguments: [
        ("graviton2-64", "65", "--numjobs 65 with --machine graviton2-64, which has 64 CPUs"),
        ("epyc-7763-2x", "2", "unknown machine \"epyc-7763-2x\"; did you mean epyc-7763-2x64?"),
        ("real,real", "2", "--machine has real twice"),
    ])
    func whatCannotBeModelledIsRefused(machine: String, jobs: String, message: String) throws {
        let found = refusal { _ = try Plan(try request(machine, jobs: jobs)) }
        #expect(found.hasPrefix(message), "\(found)")
    }

    @Test(arguments: [
        (["kernel"], nil, "design kernel cannot run here: the kernel is not modelled: leave out --machine"),
        (["bio-array"], [256], "epyc-7763-2x64 has no CPU 256: correct --cpus-allowed 0-255"),
        (["bio-array"], [7], "--numjobs 2: 1 of the CPUs of epyc-7763-2x64 may be used"),
    ])
    func whatTheMachineLacksIsRefused(designs: [String], cpus: [Int]?, message: String) throws {
        var request = try request()
        (request.designs, request.cpus) = (designs, cpus)
        let found = refusal { _ = try Plan(request) }
        #expect(found.hasPrefix(message), "\(found)")
    }

    @Test func realDevicesAreRefusedBeforeTheyAreLookedAt() throws {
        var request = try request()
        request.source = .bare(.path("/nonexistent"))
        let found = refusal { _ = try Plan(request) }
        #expect(found == "--machine epyc-7763-2x64 has model devices only: use model:N in place of real ones")
    }

    @Test func matricesHaveTheKeys() throws {
        let head = "stacks: {a: {device: model:0}}\ndesigns: bio-array\n"
        let runs = try matrix(head + "axes: {machine: [real, graviton2-64]}\nmachine_ensemble: true").plan()
            .runs
        let sets = runs.map { $0.machine?.parameters?.name }
        #expect(runs.map { $0.machine?.name } == [nil] + Array(repeating: "graviton2-64", count: 3))
        #expect(sets == [nil, nil, "work0.8", "work1.2"], "additions run at home: only work matters")
        #expect(
            matrixRefusal(head + "axes: {machine: graviton-64}")
                == "3:17: \"graviton-64\": unknown machine \"graviton-64\"; did you mean graviton2-64?")
        #expect(
            matrixRefusal(head + "axes: {machine: graviton2-64, numjobs: [64, 65]}").hasPrefix(
                "3:40: numjobs 65 with machine graviton2-64, which has 64 CPUs"))
    }
}
