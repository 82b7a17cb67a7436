import ArgumentParser
import BlockLayer
import Foundation
import Harness

/// `pollbench check`: explores schedules of the designs.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract:
            "Explore schedules of the designs' threads and look for IOs that are lost, doubled or stuck.",
        discussion: """
            The very code that is timed runs on threads whose every access to a shared word is a point where another
            one may go on. Of a small case (2 threads, 2 IOs in 2 leaves each, on one queue and on two) all schedules
            with a few preemptions are run, and with one of small stacks of each target (`stacks`), or of the stack that
            --table gives (`table`); of a larger one (see --threads, --ios, --table) and of those stacks
            (`random-stacks`) schedules with random priorities, as long as --budget says, with leaves that fail, come
            back with EAGAIN or lose their completion, and a table that is loaded anew or a controller that is reset;
            the last thread of a trace does that.

            A fault is told with the shortest schedule that shows it, and the exit code is 2.
            """)

    @Option(help: ArgumentHelp("Designs by comma, or all; see `pollbench designs`.", valueName: "names"))
    var design = "all"

    @OptionGroup(title: "Stack of the larger case (default: a stripe over a stripe and a device)")
    var stack: StackOptions

    @Option(parsing: .unconditional, help: ArgumentHelp("Threads of the larger case.", valueName: "number"))
    var threads = 4

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("IOs of each thread of the larger case.", valueName: "number"))
    var ios = 8

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Preemptions of the small case's schedules.", valueName: "number"))
    var preemptions = 2

    @Option(
        help: ArgumentHelp(
            "Time for each design's random schedules, shared out among the cases that have some.",
            valueName: "time"),
        transform: Parse.nanoseconds)
    var budget: UInt64 = 10_000_000_000

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Random schedules of each design at most, for each case that has some (default: no limit).",
            valueName: "number"))
    var schedules: UInt64?

    @Option(
        parsing: .unconditional, help: ArgumentHelp("Seed of the first random schedule.", valueName: "number")
    )
    var seed: UInt64 = 1

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Threads of this machine that run random schedules.", valueName: "number"))
    var jobs = 2

    @Option(
        help: ArgumentHelp(
            "When a store becomes visible to other threads: at once (sc), as on x86-64 (tso), or as C++ and Arm "
                + "allow (weak). A load that finds an older store counts as a preemption.",
            valueName: "model"))
    var memory = MemoryModel.sc

    @Option(
        help: ArgumentHelp(
            "Run one schedule of one design and show what happens: what was printed with a fault, the seed of a random "
                + "schedule, or @FILE with one of these.", valueName: "schedule"))
    var replay: String?

    func run() throws {
        guard (1...64).contains(jobs) else { throw HarnessError.usage("--jobs must be from 1 to 64") }
        let request = try request()
        let designs = try request.chosenDesigns()
        let cases = try request.cases()
        try request.checkMemory(of: designs, cases, memory, jobs: replay == nil ? jobs : 1)
        if let replay {
            guard designs.count == 1 else {
                throw HarnessError.usage("--replay runs a schedule of one design: name it by --design")
            }
            return try Replay(replay, among: cases).run(designs[0], memory)
        }
        var isFaulty = false
        Pollbench.write(CheckRow.header)
        if request.designs == nil {
            for part in EngineParts.all where try check(part, [request.caseOfParts]) { isFaulty = true }
        }
        for design in designs where try check(design, cases) { isFaulty = true }
        if isFaulty { throw ExitCode(2) }
    }

    private func request() throws -> CheckRequest {
        var request = CheckRequest()
        request.designs = design == "all" ? nil : Parse.words(design)
        request.threads = threads
        request.ios = ios
        request.departures = preemptions
        if stack.table != nil || stack.stack != nil || stack.filename != nil {
            request.source = try stack.source()
        }
        return request
    }

    /// Explores cases up to the first fault: what that leaves behind in one case is not made better by another. Returns
    /// whether there is one.
    private func check(_ design: CheckSubject, _ cases: [CheckRequest.NamedCase]) throws -> Bool {
        let randomCount = cases.count { $0.departures == nil }
        var next = cases[...]
        while let first = next.first {
            var sum: ExplorationOutcome?
            for named in next.prefix(while: { $0.row == first.row }) {
                next = next.dropFirst()
                let exploration = exploration(of: named, randomCount)
                let outcome = exploration.run(design)
                if sum == nil { sum = outcome } else { sum?.add(outcome) }
                guard outcome.failure != nil else { continue }
                Pollbench.write(CheckRow.text(design.name, first.row, sum ?? outcome))
                show(outcome, of: named, exploration, design)
                return true
            }
            if let sum { Pollbench.write(CheckRow.text(design.name, first.row, sum)) }
        }
        return false
    }

    /// - Parameter randomCount: cases with random schedules, which share the budget.
    private func exploration(of named: CheckRequest.NamedCase, _ randomCount: Int) -> Exploration {
        let isRandom = named.departures == nil
        let extent: Exploration.Extent =
            named.departures.map { .exhaustive(departures: $0) } ?? .random(schedules: schedules ?? .max)
        // Of a user's table it is not known how many schedules it has.
        let isBounded = isRandom ? schedules == nil : named.name == "table"
        var exploration = Exploration(
            named.originals, extent, seed: seed,
            budgetNanoseconds: isBounded ? budget / UInt64(max(1, randomCount)) : .max, threadCount: jobs)
        exploration.memory = memory
        return exploration
    }

    /// Shows the shortest schedule with a fault.
    private func show(
        _ outcome: ExplorationOutcome, of named: CheckRequest.NamedCase, _ exploration: Exploration,
        _ design: CheckSubject
    ) {
        guard let failure = outcome.failure else { return }
        let schedule = exploration.shortest(failure.schedule, seed: failure.seed, of: design)
        let traced = exploration.trace(schedule, seed: failure.seed, of: design)
        Pollbench.write(TraceText.text(of: traced))
        let word = "\(named.name)/\(failure.seed)/\(schedule)"
        Pollbench.write("again: pollbench check --design \(design.name) \(flags)--replay \(word)\n\n")
    }

    /// What a replay needs to have the same case.
    private var flags: String {
        var words = threads == 4 ? "" : "--threads \(threads) "
        if memory != .sc { words += "--memory \(memory) " }
        if ios != 8 { words += "--ios \(ios) " }
        if let table = stack.table { words += "--table '\(table)' " }
        if let name = stack.stack { words += "--stack \(name) " }
        return words
    }
}

extension MemoryModel: ExpressibleByArgument {}
