import Machines
import Testing

/// The modelled machine against published measurements: what is met stays met.
@Suite struct ValidationTests {
    /// Points inside a socket, which the model comes close enough to: `make bench-model` has all of them.
    @Test(arguments: ["T1", "T2"])
    func targetsAreMet(id: String) throws {
        let targets = ValidationTarget.all.filter { $0.id == id }
        #expect(!targets.isEmpty)
        for result in try targets.flatMap({ try $0.results() }) where result.label != "socket" || id == "T1" {
            #expect(
                result.isMet,
                "\(id), \(result.target.machine), \(result.label): \(result.modelled), not \(result.published)"
            )
        }
    }

    /// What a published number is compared with does not depend on when.
    @Test func resultsAreTheSameAgain() throws {
        let target = try #require(
            ValidationTarget.all.first { $0.id == "T7" && $0.machine == "skylake-client-4" })
        #expect(try target.results().map(\.modelled) == target.results().map(\.modelled))
    }
}
