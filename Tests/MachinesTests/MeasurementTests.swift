import BlockLayer
import Testing
import YAMLText

@testable import Machines

/// From readings to a description, on machines that are made up.
@Suite struct MeasurementTests {
    private static let server = MadeUpProbe(sockets: 2, nodes: 2, caches: 2, cores: 4, threads: 2)

    @Test func transfersAreThoseOfTheLevels() throws {
        let (description, _) = try Self.server.description()
        #expect(description.model.levels.map(\.transferNanoseconds) == [250, 130, 110, 25, 8])
        #expect(description.model.levels.map(\.name) == ["socket", "node", "llc", "core", "thread"])
        #expect(description.sources["levels.socket"]?.kind == .measured)
        #expect((description.model.nodeLevel, description.model.filterLevel) == (1, 2))
    }

    /// Noise can make an outer level look cheaper than an inner one; the description does not contradict itself.
    @Test func aLevelIsNotCheaperThanTheOneInside() throws {
        var probe = Self.server
        probe.node = 100
        let (description, _) = try probe.description()
        #expect(description.model.levels.map(\.transferNanoseconds) == [250, 110, 110, 25, 8])
        #expect(description.sources["levels.node"]?.kind == .estimated)
        #expect(description.sources["levels.node"]?.text.contains("measured 100") == true)
    }

    @Test func accessesAreQuietReadingsOfThreeDigits() throws {
        let model = try Self.server.description().0.model
        #expect((model.hit.loadNanoseconds, model.hit.storeNanoseconds) == (1.23, 0.4))
        #expect((model.hit.modifyNanoseconds, model.hit.clockNanoseconds) == (5, 9))
        #expect((model.hit.sharedNanoseconds, model.pauseNanoseconds) == (15, 40))
        #expect((model.memory.localNanoseconds, model.memory.remoteNanoseconds) == (100, 200))
        // Two threads do 1.25 times the work of one.
        #expect(model.siblingSpeed == 0.625)
    }

    @Test func aRemoteHomeIsADifference() throws {
        #expect(try Self.server.description().0.model.remoteHomeNanoseconds == 0)
        var probe = Self.server
        probe.remoteHome = 90
        let (description, _) = try probe.description()
        #expect(description.model.remoteHomeNanoseconds == 90)
        #expect(description.sources["home.remote"]?.kind == .measured)
    }

    @Test func theLineOfAContestMoves() throws {
        let model = try Self.server.description().0.model
        // 10 ns per addition of four cores that are 25 ns from each other.
        #expect(model.contention.overlap == 0.4 && model.contention.homeAddNanoseconds == nil)
        #expect(model.contention.clusterLevel == 2)
    }

    @Test func additionsRunAtHomeOnArmAlone() throws {
        var probe = MadeUpProbe(cores: 16)
        probe.core = 47
        probe.add = { $0 == 2 ? 8.5 : 9.4 }
        probe.exchange = { _ in 40 }
        let contention = try probe.description(canAddAtHome: true).0.model.contention
        #expect(contention.homeAddNanoseconds == 9.4 && contention.exchangeOverlap == 0.851)
        #expect(contention.arbitration == .fifo && contention.clusterLevel == nil)
        let other = try probe.description().0.model.contention
        #expect(other.homeAddNanoseconds == nil && other.overlap == 0.2)
    }

    /// What cannot be measured is an estimate, and said to be one.
    @Test func oneCPUGivesWhatItCan() throws {
        let (description, notes) = try MadeUpProbe(cores: 1).description()
        #expect(description.model.cpuCount == 1 && description.model.hit.modifyNanoseconds == 5)
        let estimated = ["levels.core", "contended.overlap", "io.switch", "stores.buffer", "readers.each"]
        for key in estimated { #expect(description.sources[key]?.kind == .estimated, "\(key)") }
        #expect(notes == ["one CPU: transfers and contention are not measured"])
    }

    @Test func cpusThatDoNotFitAreNamed() throws {
        let (_, notes) = try MadeUpProbe(sockets: 2, cores: 4, without: [5, 6]).description()
        #expect(notes.first?.hasPrefix("CPU 2-3 is left out") == true)
    }

    /// Virtual CPUs that the hypervisor moves have several distances.
    @Test func severalDistancesOfALevelAreNoted() throws {
        var probe = MadeUpProbe(cores: 4)
        #expect(try !probe.description().notes.contains { $0.hasPrefix("level core") })
        probe.coreSpread = 25
        let notes = try probe.description().notes
        #expect(notes.contains { $0.hasPrefix("level core: transfers of 50, 100 ns at least and at most") })
    }

    /// A number beyond what a description may say becomes its bound.
    @Test func numbersBeyondTheirBoundsAreEstimates() throws {
        var probe = Self.server
        probe.add = { _ in 1_000 }
        let (description, _) = try probe.description()
        #expect(description.model.contention.overlap == 2)
        #expect(description.sources["contended.overlap"]?.kind == .estimated)
    }

    static let probes = [
        server, MadeUpProbe(cores: 1), MadeUpProbe(cores: 2), MadeUpProbe(cores: 1, threads: 2),
        MadeUpProbe(sockets: 2, cores: 1), MadeUpProbe(caches: 2, cores: 2),
        MadeUpProbe(sockets: 4, cores: 3, threads: 2),
    ]

    /// Whatever the topology: the description is one that is read, and each number has a source.
    @Test(arguments: probes.indices)
    func theDescriptionIsReadAgain(index: Int) throws {
        let (description, _) = try Self.probes[index].description()
        let read = try MachineDescription(of: YAMLFile(text: description.text, named: "m.yaml"))
        #expect(read == description)
    }

    @Test(arguments: [
        ("AMD EPYC 7742 64-Core Processor", 256, "host-amd-epyc-7742-64-256"),
        ("Intel(R) Xeon(R) Platinum 8375C CPU @ 2.90GHz", 128, "host-intel-xeon-platinum-8375c-128"),
        (nil, 1, "host-1"),
    ])
    func theNameIsThatOfTheProcessor(processor: String?, cpus: Int, name: String) {
        #expect(ProcessorName.slug(processor, cpus: cpus) == name)
    }
}
