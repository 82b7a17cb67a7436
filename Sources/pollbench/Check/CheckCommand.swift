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
            with a few preemptions are run; of a larger one (see --threads, --ios, --table) schedules with random
            priorities, as long as --budget says, with leaves that fail, come back with EAGAIN or lose their completion,
            and a table that is loaded anew or a controller that is reset; the last thread of a trace does that.

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
        help: ArgumentHelp("Time for each design's random schedules.", valueName: "time"),
        transform: Parse.nanoseconds)
    var budget: UInt64 = 10_000_000_000

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Random schedules of each design at most (default: no limit).", valueName: "number"))
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
        if let replay {
            guard designs.count == 1 else {
                throw HarnessError.usage("--replay runs a schedule of one design: name it by --design")
            }
            return try Replay(replay, among: cases).run(designs[0], memory)
        }
        var isFaulty = false
        Pollbench.write(CheckRow.header)
        if request.designs == nil {
            for part in EngineParts.all where try check(part, request.caseOfParts) { isFaulty = true }
        }
        for design in designs {
            // What a fault leaves behind in one case is not made better by another.
            if try cases.contains(where: { try check(design, $0) }) { isFaulty = true }
        }
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

    /// Explores one case; returns whether there is a fault.
    private func check(_ design: CheckSubject, _ named: CheckRequest.NamedCase) throws -> Bool {
        let extent: Exploration.Extent =
            named.departures.map { .exhaustive(departures: $0) } ?? .random(schedules: schedules ?? .max)
        let limit = named.departures == nil && schedules == nil ? budget : .max
        var exploration = Exploration(
            named.original, extent, seed: seed, budgetNanoseconds: limit, threadCount: jobs)
        exploration.memory = memory
        let outcome = exploration.run(design)
        Pollbench.write(CheckRow.text(design.name, named.name, outcome))
        guard let failure = outcome.failure else { return false }
        let schedule = exploration.shortest(failure.schedule, seed: failure.seed, of: design)
        let traced = exploration.trace(schedule, seed: failure.seed, of: design)
        Pollbench.write(TraceText.text(of: traced))
        let word = "\(named.name)/\(failure.seed)/\(schedule)"
        Pollbench.write("again: pollbench check --design \(design.name) \(flags)--replay \(word)\n\n")
        return true
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
