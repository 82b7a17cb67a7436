import BlockLayer
import Placement

/// The runs of requests, checked against their devices and the CPUs. Holds no device and has written nothing: a
/// ``Session`` runs it.
public struct Plan: Sendable {
    /// Every design in every cell of every request.
    public let runs: [PlannedRun]
    /// What cannot run here.
    public let skipped: [SkippedDesign]
    /// Passes over all runs, by their numbers.
    public let rounds: ClosedRange<Int>
    let stacks: [PlannedStack]
    let seed: UInt64

    /// Plans one request.
    public init(_ request: RunRequest) throws(HarnessError) {
        try self.init([request])
    }

    /// Looks at the devices of requests and plans their runs.
    ///
    /// - Parameters:
    ///   - requests: at least one; rounds and seed are those of the first.
    ///   - isWanted: by the name of a run; the others are left out.
    ///   - round: the only one to do, as it is among many; nil for all.
    ///   - shard: the part of the requests that is planned; nil for all of them.
    /// - Throws: `usage` and `environment` for what cannot be done.
    public init(
        _ requests: [RunRequest], only isWanted: (String) -> Bool = { _ in true }, round: Int? = nil,
        in shard: ShardSettings? = nil
    ) throws(HarnessError) {
        try self.init(requests, only: isWanted, round: round, in: shard, Self.topology()) {
            (work) throws(HarnessError) in try StackFacts(lookingAt: work)
        }
    }

    /// Plans by facts.
    ///
    /// - Parameter facts: those of a request's devices.
    init(
        _ requests: [RunRequest], only isWanted: (String) -> Bool = { _ in true }, round: Int? = nil,
        in shard: ShardSettings? = nil, _ topology: Topology,
        facts: (RequestedWork) throws(HarnessError) -> StackFacts
    ) throws(HarnessError) {
        var list = RunList()
        for request in requests {
            let planner: Planner
            do throws(HarnessError) {
                let work = try RequestedWork(request)
                planner = try Planner(work, try facts(work), topology)
            } catch {
                throw error.at(request.place)
            }
            try list.add(planner, only: isWanted, in: shard)
        }
        rounds = round.map { $0...$0 } ?? 1...requests[0].rounds
        guard list.runs.count * rounds.upperBound <= Bounds.runs else {
            throw .usage("more than \(Bounds.runs) runs: fewer values, designs or \(RequestSetting.rounds)")
        }
        runs = list.runs
        skipped = list.skipped
        stacks = list.stacks
        seed = requests[0].seed
        try checkPolling()
    }

    private static func topology() throws(HarnessError) -> Topology {
        do {
            return try Topology.current()
        } catch {
            throw .environment("\(error)")
        }
    }

    /// Throws `environment` where a run would poll what cannot be polled.
    private func checkPolling() throws(HarnessError) {
        for run in runs where run.completion == .polled {
            let facts = stacks[run.stackNumber].planner.facts
            let obstacle = facts.pollingObstacle ?? (run.design.isKernel ? facts.kernelPollingObstacle : nil)
            if let obstacle { throw .environment(obstacle) }
        }
    }

    /// The stacks that the kernel is to map first.
    var mappedStacks: [PlannedStack] {
        stacks.filter { stack in
            stack.planner.kernel.map { $0.existing == nil } ?? false
                && runs.contains { $0.design.isKernel && $0.isOn(stack) }
        }
    }
}

extension Plan {
    /// The time of all rounds in nanoseconds, without setting up and stamping.
    public var totalNanoseconds: UInt64 {
        runs.reduce(UInt64(0)) { $0.addingSaturated($1.nanoseconds) }.multipliedSaturated(
            by: UInt64(rounds.count))
    }

    /// The part of ``totalNanoseconds`` that is virtual: of runs on described machines.
    public var virtualNanoseconds: UInt64 {
        runs.filter { $0.machine != nil }.reduce(UInt64(0)) { $0.addingSaturated($1.nanoseconds) }
            .multipliedSaturated(by: UInt64(rounds.count))
    }

    /// Whether runs stamp their devices first, which takes a time that is not known before.
    public var stampsFirst: Bool {
        runs.contains { if case .fillFirst = $0.settings.verify { true } else { false } }
    }

    /// Runs in all rounds.
    public var runCount: Int { runs.count * rounds.count }

    /// Checks that the devices may be written to, as far as runs write: as a session does, without holding them.
    /// - Throws: `environment` for a device that is in use or holds data.
    public func checkClearance() throws(HarnessError) {
        _ = try WriteHold(stacks, mapped: mappedStacks)
    }
}
