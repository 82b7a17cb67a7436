import BlockLayer
import Tables

/// What a user asks of `pollbench check`, turned into designs and cases.
public struct CheckRequest: Sendable {
    /// Designs' names; nil for all.
    public var designs: [String]?
    /// Nil for the stack that comes with the random schedules.
    public var source: StackSource?
    public var threads = 4
    public var ios = 8
    public var departures = 2

    public init() {}

    /// A case with its name and how far its schedules are looked at.
    public struct NamedCase: Sendable {
        /// The name of the case.
        public let name: String
        /// The case.
        public let original: CheckCase
        /// Nil for random schedules.
        public let departures: Int?
    }

    /// Throws `usage` for numbers that cannot be, and for stacks that cannot be checked.
    public func cases() throws(HarnessError) -> [NamedCase] {
        try Bounds.check(threads, in: 1...CheckCase.mostThreads, "--threads")
        try Bounds.check(ios, in: 1...1000, "--ios")
        try Bounds.check(departures, in: 0...4, "--preemptions")
        return [
            NamedCase(
                name: "one-queue", original: .small(threads: 2, ios: 2, queues: 1), departures: departures),
            NamedCase(
                name: "two-queues", original: .small(threads: 2, ios: 2, queues: 2), departures: departures),
            NamedCase(
                name: "at-once", original: .small(threads: 2, ios: 2, queues: 1, service: 0),
                departures: departures),
            NamedCase(
                name: "reload", original: .reload(threads: 2, ios: 1), departures: min(departures, 1)),
            NamedCase(name: "random", original: try largeCase(), departures: nil),
        ]
    }

    /// For parts of the engine, which have no stack: how many preemptions to look at.
    public var caseOfParts: NamedCase {
        NamedCase(
            name: "part", original: .small(threads: 2, ios: 1, queues: 1), departures: departures + 1)
    }

    private func largeCase() throws(HarnessError) -> CheckCase {
        var large = CheckCase.large(threads: threads, ios: ios)
        guard let source else { return large }
        large.plan = try plan(source)
        guard large.plan.devices.last.map({ if case .mapped = $0 { true } else { false } }) ?? false else {
            throw .usage("a device without a table needs no design: give a stack by --table")
        }
        return large
    }

    /// The stack over model devices, whose queues two threads share each.
    private func plan(_ source: StackSource) throws(HarnessError) -> StackPlan {
        guard source.isModel else {
            throw .usage("schedules are explored over model devices only: write model:N in the table")
        }
        var request = RunRequest(source)
        request.model = ModelRequest()
        let leaves = try Leaves(source.leafReferences) { (reference) throws(HarnessError) in
            try LeafFacts(reference, request: request, isWritable: false)
        }
        if case .table(let stack) = source { try Self.checkDelays(stack) }
        let queues = max(1, threads / 2)
        let map = LeafQueues(count: queues, ofWorker: (0..<threads).map { $0 % queues })
        return try StackPlanner(source, leaves).plan(leaves.facts.map { _ in map })
    }

    /// While nobody has anything to do but to wait, time passes step by step, and a step is a millisecond.
    private static func checkDelays(_ stack: Stack) throws(HarnessError) {
        let most: UInt64 = 50
        for line in stack.devices.flatMap(\.targets) {
            guard case .delay(let delay) = line.kind else { continue }
            guard max(delay.read.milliseconds, delay.write.milliseconds) <= most else {
                throw .usage(
                    "line \(line.position.line) of the table: schedules have delays of at most \(most) ms")
            }
        }
    }

    /// The designs asked for.
    /// Throws `usage` for an unknown name.
    public func chosenDesigns() throws(HarnessError) -> [CheckSubject] {
        guard let designs else { return Catalogue.checked }
        var chosen: [CheckSubject] = []
        for name in designs {
            // The same words and the same complaints as for a run.
            let card = try DesignChoice.design(named: name).card
            let parts = name.split(separator: ":")
            guard let design = Catalogue.checked.first(where: { $0.name == parts[0] }) else {
                throw .usage("design \(card.name) is the kernel's own: its schedules cannot be chosen")
            }
            chosen.append(parts.count > 1 ? design.with(parameter: String(parts[1])) ?? design : design)
        }
        return chosen
    }
}
