import ArgumentParser
import BlockLayer
import Foundation
import Harness

/// One schedule that is run again: `CASE/SEED/SCHEDULE`, or the seed of a random one.
struct Replay {
    private let named: CheckRequest.NamedCase
    private let seed: UInt64
    /// Nil for the one that the seed makes.
    private let schedule: Schedule?

    /// Throws `usage` for what is no schedule.
    init(_ argument: String, among cases: [CheckRequest.NamedCase]) throws {
        let text = argument.hasPrefix("@") ? try readText(String(argument.dropFirst())) : argument
        let word = text.trimmingCharacters(in: .whitespacesAndNewlines)
        let parts = word.split(separator: "/", omittingEmptySubsequences: false)
        if parts.count == 1, let seed = UInt64(word),
            let random = cases.first(where: { $0.departures == nil })
        {
            named = random
            self.seed = seed
            schedule = nil
            return
        }
        guard parts.count == 3, let named = cases.first(where: { $0.name == parts[0] }),
            let seed = UInt64(parts[1]), let schedule = Schedule(parts[2])
        else {
            let names = cases.map(\.name).joined(separator: ", ")
            throw HarnessError.usage(
                "--replay \(word.prefix(60).debugDescription): a seed, or CASE/SEED/SCHEDULE as it is printed with a "
                    + "fault; cases are \(names)")
        }
        self.named = named
        self.seed = seed
        self.schedule = schedule
    }

    /// Prints what happens; exits with 2 if there is a fault.
    func run(_ design: CheckSubject, _ memory: MemoryModel) throws {
        var exploration = Exploration(named.originals, .random(schedules: 1), seed: seed)
        exploration.memory = memory
        let schedule = schedule ?? exploration.schedule(ofSeed: seed, of: design)
        let traced = exploration.trace(schedule, seed: seed, of: design)
        Pollbench.write(TraceText.text(of: traced))
        if traced.fault != nil { throw ExitCode(2) }
    }
}
