import Machines
import Testing

/// The modelled machine against published measurements: what is met stays met.
@Suite struct ValidationTests {
    /// Targets whose every point the model comes close enough to. docs/modelled-machine.md says why others are missed.
    @Test(arguments: ["T1", "T3", "T6", "T9"])
    func targetsAreMet(id: String) throws {
        let targets = ValidationTarget.all.filter { $0.id == id }
        #expect(!targets.isEmpty)
        for result in try targets.flatMap({ try $0.results() }) {
            #expect(
                result.isMet,
                "\(id), \(result.target.machine), \(result.label): \(result.modelled), not \(result.published)"
            )
        }
    }

    /// Waiters that pause let the holder of a test-and-set lock go on: with pauses it is quicker.
    @Test func pausesHelpATestAndSetLock() throws {
        let targets = ValidationTarget.all.filter { $0.id == "T8" && $0.machine == "skylake-client-4" }
        let with = try #require(targets.first { $0.what.contains("with pause") }).results()
        let without = try #require(targets.first { $0.what.contains("without pause") }).results()
        for (one, other) in zip(with, without) { #expect(one.modelled < other.modelled) }
    }

    /// What a published number is compared with does not depend on when.
    @Test func resultsAreTheSameAgain() throws {
        let target = try #require(ValidationTarget.all.first { $0.id == "T7" })
        #expect(try target.results().map(\.modelled) == target.results().map(\.modelled))
    }
}
