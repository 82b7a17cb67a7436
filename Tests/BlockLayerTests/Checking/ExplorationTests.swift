import Testing

@testable import BlockLayer

/// Designs and parts of the engine under many schedules, each of which ends as it must.
@Suite struct ExplorationTests {
    private static let subjects = Catalogue.checked + Catalogue.checkedWithLittleRoom
    private static let names = subjects.map(\.name)

    private static func subject(_ name: String) -> CheckSubject {
        subjects.first { $0.name == name }!
    }

    /// Every schedule of an exploration ends as it must.
    static func check(_ exploration: Exploration, _ subject: CheckSubject) {
        let outcome = exploration.run(subject)
        let failure = outcome.failure
        #expect(
            failure == nil,
            "\(subject.name): \(failure!.fault), seed \(failure!.seed), schedule \(failure!.schedule)")
        #expect(outcome.isComplete && outcome.schedules > 1)
    }

    /// All schedules with a few preemptions.
    @Test(arguments: names, [1, 2])
    func everySmallScheduleEnds(name: String, queues: Int) {
        let departures = TestSettings.count(short: 1, medium: 1, long: 2)
        let original = CheckCase.small(
            threads: 2, ios: TestSettings.count(short: 1, medium: 2, long: 2), queues: queues)
        Self.check(Exploration(original, .exhaustive(departures: departures)), Self.subject(name))
    }

    @Test(arguments: names)
    func randomSchedulesEnd(name: String) {
        let count = TestSettings.count(short: 40, medium: 40, long: 5_000)
        Self.check(
            Exploration(
                .large(threads: 4, ios: 4), .random(schedules: UInt64(count)), seed: TestSettings.seed),
            Self.subject(name))
    }

    /// Each stack under the obvious schedule, and in optimised builds under all with a preemption.
    @Test(arguments: names)
    func everyStackEnds(name: String) {
        let departures = TestSettings.count(short: 0, medium: 0, long: 1)
        for (stack, original) in CheckCase.stacks(threads: 2) {
            let outcome = Exploration(original, .exhaustive(departures: departures)).run(Self.subject(name))
            let failure = outcome.failure
            #expect(
                failure == nil && outcome.isComplete, "\(name) over \(stack): \(String(describing: failure))")
        }
    }

    @Test(arguments: names)
    func randomSchedulesOfStacksEnd(name: String) {
        let count = TestSettings.count(short: 40, medium: 40, long: 10_000)
        Self.check(
            Exploration(
                CheckCase.variedStacks(threads: 4, ios: 3), .random(schedules: UInt64(count)),
                seed: TestSettings.seed),
            Self.subject(name))
    }

    /// Each poll looks at 140 queues: millions of steps, and an end. In optimised builds.
    @Test(.enabled(if: TestSettings.stress != .short))
    func aScheduleOverManyQueuesIsLongNotEndless() {
        let stacks = CheckCase.variedStacks(threads: 4, ios: 4)
        let outcome = Exploration(stacks, .random(schedules: 1), seed: 352).run(Self.subject("busy-array"))
        #expect(outcome.failure == nil && outcome.states > 4_000_000)
    }

    @Test(arguments: EngineParts.all.map(\.name))
    func partsOfTheEngineHold(name: String) throws {
        let part = try #require(EngineParts.all.first { $0.name == name })
        let original = CheckCase.small(threads: 2, ios: 1, queues: 1)
        let departures = TestSettings.count(short: 2, medium: 2, long: 4)
        Self.check(Exploration(original, .exhaustive(departures: departures)), part)
    }

    /// A seed makes the same schedule each time, and so does the list of its departures.
    @Test(arguments: names)
    func schedulesRunAgain(name: String) {
        let exploration = Exploration(
            .large(threads: 3, ios: 2), .random(schedules: 1), seed: TestSettings.seed)
        let schedule = exploration.schedule(ofSeed: 7, of: Self.subject(name))
        #expect(schedule == exploration.schedule(ofSeed: 7, of: Self.subject(name)))
        let first = exploration.trace(schedule, seed: 7, of: Self.subject(name))
        let second = exploration.trace(schedule, seed: 7, of: Self.subject(name))
        #expect(first.lines.map(\.text) == second.lines.map(\.text) && first.lines.count > 10)
        #expect(Schedule(schedule.description) == schedule)
    }

    @Test(arguments: ["", "1", "1:", "a:1", "2:1,1:1", "1:99", "1:1,"])
    func whatIsNoScheduleIsNotRead(text: String) {
        #expect(Schedule(text) == nil)
    }
}
