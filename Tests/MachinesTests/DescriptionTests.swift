import BlockLayer
import Testing
import YAMLText

@testable import Machines

/// Every number of a text has its place in the model, with its source.
@Suite struct DescriptionTests {
    @Test func theTreeIsRead() throws {
        let model = try Sample.description().model
        #expect(model.name == "small" && model.cpuCount == 16)
        #expect(model.levels.map(\.name) == ["socket", "core", "thread"])
        #expect(model.levels.map(\.count) == [2, 4, 2])
        #expect(model.levels.map(\.transferNanoseconds) == [100, 50, 8])
        #expect((model.nodeLevel, model.filterLevel, model.contention.clusterLevel) == (0, 0, 0))
        #expect(model.groupCount(of: model.nodeLevel) == 2 && model.node(of: 8) == 1)
    }

    @Test func theCostsAreRead() throws {
        let model = try Sample.description().model
        #expect(model.remoteHomeNanoseconds == 60 && model.readerNanoseconds == 8)
        #expect((model.hit.loadNanoseconds, model.hit.storeNanoseconds) == (1.2, 0.5))
        #expect((model.hit.modifyNanoseconds, model.hit.sharedNanoseconds) == (6, 20))
        #expect((model.hit.clockNanoseconds, model.pauseNanoseconds) == (9, 45))
        #expect((model.memory.localNanoseconds, model.memory.remoteNanoseconds) == (90, 140))
        #expect((model.siblingSpeed, model.storeBufferEntries) == (0.6, 56))
        #expect((model.io.doorbellNanoseconds, model.io.completionNanoseconds) == (250, 35))
        #expect((model.io.interruptNanoseconds, model.io.switchNanoseconds) == (1_100, 1_500))
    }

    @Test func aContendedLineMoves() throws {
        let contention = try Sample.description().model.contention
        #expect((contention.overlap, contention.farOverlap) == (0.4, 0.2))
        #expect(contention.arbitration == .clusterFirst(batch: 10))
        #expect(contention.homeAddNanoseconds == nil && contention.exchangeOverlap == nil)
        let line = "contended: {overlap: 1, arbitration: fifo, cluster: machine}"
        let other = try Sample.description(line: 10, line).model.contention
        #expect(other.arbitration == .fifo && other.clusterLevel == nil && other.farOverlap == nil)
    }

    @Test func additionsRunAtHome() throws {
        let line = "contended: {at: home, each: 9.4, cas: {overlap: 0.85}}"
        let contention = try Sample.description(line: 10, line).model.contention
        #expect((contention.homeAddNanoseconds, contention.exchangeOverlap) == (9.4, 0.85))
        #expect(contention.arbitration == .fifo)
    }

    @Test func theWholeMachineIsNoLevel() throws {
        let text = Sample.text(line: 8, "home: {filter: machine}")
            .replacing("  home: {measured: pairs}\n", with: "")
        let model = try MachineDescription(of: YAMLFile(text: text, named: "m.yaml")).model
        #expect(model.filterLevel == nil && model.remoteHomeNanoseconds == 0)
    }

    /// The nearest source applies: that of the number, else that of its group.
    @Test func sourcesAreOfNumbersAndOfGroups() throws {
        let description = try Sample.description()
        #expect(description.sources["hit.rmw"] == NumberSource(.measured, "a loop"))
        #expect(description.sources["hit.load"] == NumberSource(.estimated, "a guess"))
        #expect(description.sources["levels.core"] == NumberSource(.measured, "pairs"))
        #expect(Set(description.sources.keys) == Set(description.numbers.map(\.key)))
        #expect((description.count(.measured), description.count(.estimated)) == (5, 17))
        #expect(description.socketCount == 2)
    }

    @Test func numbersHaveTheirUnits() throws {
        let numbers = try Sample.description().numbers
        let units = Dictionary(uniqueKeysWithValues: numbers.map { ($0.key, $0.unit) })
        #expect(units["levels.socket"] == .nanoseconds && units["contended.overlap"] == .part)
        #expect(units["contended.batch"] == .count && units["stores.buffer"] == .entries)
    }
}
