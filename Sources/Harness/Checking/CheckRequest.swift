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
        /// The row that tells what came of it, with those of other cases.
        public let row: String
        /// More than one only for random schedules, which take turns.
        public let originals: [CheckCase]
        /// Nil for random schedules.
        public let departures: Int?

        init(_ name: String, row: String? = nil, _ originals: [CheckCase], departures: Int?) {
            self.name = name
            self.row = row ?? name
            self.originals = originals
            self.departures = departures
        }
    }

    /// Throws `usage` for numbers that cannot be, and for stacks that cannot be checked.
    public func cases() throws(HarnessError) -> [NamedCase] {
        try Bounds.check(threads, in: 1...CheckCase.mostThreads, "--threads")
        try Bounds.check(ios, in: 1...1000, "--ios")
        try Bounds.check(departures, in: 0...4, "--preemptions")
        let few = min(departures, 1)
        let small = [
            NamedCase("one-queue", [.small(threads: 2, ios: 2, queues: 1)], departures: departures),
            NamedCase("two-queues", [.small(threads: 2, ios: 2, queues: 2)], departures: departures),
            NamedCase("at-once", [.small(threads: 2, ios: 2, queues: 1, service: 0)], departures: departures),
            NamedCase("reload", [.reload(threads: 2, ios: 1)], departures: few),
        ]
        if let source {
            let table = CheckCase(
                plan: try plan(source, threads: 2), threads: 2, ios: 1, depth: 1, blockSectors: 8)
            let large = CheckCase.large(threads: threads, ios: ios, over: try plan(source, threads: threads))
            let cases = [
                NamedCase("table", [try possible(table)], departures: few),
                NamedCase("random", [try possible(large)], departures: nil),
            ]
            return small + cases
        }
        let stacks = CheckCase.stacks(threads: 2).map { name, original in
            NamedCase(name, row: "stacks", [original], departures: few)
        }
        return small + stacks + [
            NamedCase("random", [.large(threads: threads, ios: ios)], departures: nil),
            NamedCase(
                "random-stacks", CheckCase.variedStacks(threads: threads, ios: min(ios, 4)), departures: nil),
        ]
    }

    /// Refuses what would not fit into memory.
    ///
    /// - Parameter jobs: threads of this machine that run random schedules.
    /// - Throws: `usage`, for the first that does not fit.
    public func checkMemory(
        of subjects: [CheckSubject], _ cases: [NamedCase], _ model: MemoryModel, jobs: Int
    ) throws(HarnessError) {
        let available = AvailableMemory()
        for named in cases {
            let threads = named.departures == nil ? jobs : 1
            for subject in subjects {
                for original in named.originals {
                    try available.check(subject.memory(original, model, threads), of: .check)
                }
            }
        }
    }

    /// For parts of the engine, which have no stack: how many preemptions to look at.
    public var caseOfParts: NamedCase {
        NamedCase("part", [.small(threads: 2, ios: 1, queues: 1)], departures: departures + 1)
    }

    /// A case with as many IOs in flight as there is room for.
    private func possible(_ original: CheckCase) throws(HarnessError) -> CheckCase {
        if let obstacle = original.obstacle { throw .usage("the stack cannot be checked: \(obstacle)") }
        return original.fitting()
    }

    /// The stack over model devices, whose queues two threads share each.
    private func plan(_ source: StackSource, threads: Int) throws(HarnessError) -> StackPlan {
        guard case .table = source else {
            throw .usage("a device without a table needs no design: give a stack by --table")
        }
        guard source.isModel || source.leafReferences.isEmpty else {
            throw .usage("schedules are explored over model devices only: write model:N in the table")
        }
        var request = RunRequest(source)
        request.model = ModelRequest()
        let leaves = try Leaves(source.leafReferences) { (reference) throws(HarnessError) in
            try LeafFacts(reference, request: request, isWritable: false)
        }
        let queues = max(1, threads / 2)
        let map = LeafQueues(count: queues, ofWorker: (0..<threads).map { $0 % queues })
        return try StackPlanner(source, leaves).plan(leaves.facts.map { _ in map })
    }

    /// The designs asked for.
    /// Throws `usage` for an unknown name.
    public func chosenDesigns() throws(HarnessError) -> [CheckSubject] {
        guard let designs else { return Catalogue.checked + Catalogue.checkedWithLittleRoom }
        var chosen: [CheckSubject] = []
        for name in designs {
            if let design = Catalogue.checkedWithLittleRoom.first(where: { $0.name == name }) {
                chosen.append(design)
                continue
            }
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
