import Testing

@testable import BlockLayer

/// Designs and parts of the engine where stores become visible late: each schedule ends as it must.
@Suite struct WeakExplorationTests {
    private static let memories = [MemoryModel.tso, .weak]

    private static func check(_ subject: CheckSubject, _ exploration: Exploration, _ memory: MemoryModel) {
        var exploration = exploration
        exploration.memory = memory
        ExplorationTests.check(exploration, subject)
    }

    @Test(arguments: Catalogue.checked.map(\.name), memories)
    func everySmallScheduleEnds(name: String, memory: MemoryModel) throws {
        let design = try #require(Catalogue.checked.first { $0.name == name })
        let departures = TestSettings.count(short: 1, medium: 1, long: 2)
        let original = CheckCase.small(threads: 2, ios: 1, queues: 1)
        Self.check(design, Exploration(original, .exhaustive(departures: departures)), memory)
        let ofReload = TestSettings.count(short: 0, medium: 1, long: 2)
        Self.check(
            design, Exploration(.reload(threads: 2, ios: 1), .exhaustive(departures: ofReload)), memory)
    }

    @Test(arguments: Catalogue.checked.map(\.name), memories)
    func randomSchedulesEnd(name: String, memory: MemoryModel) throws {
        let design = try #require(Catalogue.checked.first { $0.name == name })
        let count = UInt64(TestSettings.count(short: 8, medium: 40, long: 5_000))
        let exploration = Exploration(
            .large(threads: 4, ios: 4), .random(schedules: count), seed: TestSettings.seed)
        Self.check(design, exploration, memory)
    }

    @Test(arguments: EngineParts.all.map(\.name), memories)
    func partsOfTheEngineHold(name: String, memory: MemoryModel) throws {
        let part = try #require(EngineParts.all.first { $0.name == name })
        let departures = TestSettings.count(short: 2, medium: 2, long: 3)
        let exploration = Exploration(
            .small(threads: 2, ios: 1, queues: 1), .exhaustive(departures: departures))
        Self.check(part, exploration, memory)
    }
}
