import BlockLayer
import Testing

@testable import Harness

@Suite struct ParameterSetTests {
    private func machine(_ name: String) throws -> MachineChoice { try MachineChoice(name) }

    private func model(_ name: String, _ set: String) throws -> MachineModel {
        let found = try #require(ParameterSet.ensemble.first { $0.name == set }, "no set \(set)")
        var choice = try machine(name)
        choice.parameters = found
        return choice.model
    }

    @Test func namesSayWhatIsChanged() {
        let names = ParameterSet.ensemble.map(\.name)
        #expect(
            names == [
                "overlap0.3", "overlap0.5", "batch6", "batch28", "fifo0.1", "fifo0.16", "work0.8", "work1.2",
                "overlap0.3-batch28-work0.8", "overlap0.3-batch28-work1.2", "overlap0.5-batch6-work0.8",
                "overlap0.5-batch6-work1.2",
            ])
    }

    @Test func contentionIsReplaced() throws {
        #expect(try model("epyc-7763-2x64", "overlap0.5").contention.overlap == 0.5)
        #expect(try model("epyc-7763-2x64", "batch28").contention.arbitration == .clusterFirst(batch: 28))
        let fifo = try model("epyc-7763-2x64", "fifo0.16").contention
        #expect(fifo.arbitration == .fifo && fifo.farOverlap == 0.16 && fifo.overlap == 0.3)
    }

    /// One cluster has no arbitration between clusters; additions at home have a curve of their own.
    @Test(arguments: ["ryzen-5700x-8", "graviton2-64"])
    func whatCannotMatterStays(name: String) throws {
        #expect(try model(name, "batch28") == machine(name).model)
        #expect(try model(name, "fifo0.1") == machine(name).model)
    }

    /// A set that changes nothing runs once, under the name of the first that is the same.
    @Test func setsThatAreTheSameRunOnce() throws {
        var request = RunRequest(.bare(.model(0)))
        request.designs = ["bio-array"]
        request.usesMachineEnsemble = true
        try request.sweep.vary(.machine, "epyc-7763-2x64")
        let runs = try Plan(request).runs
        let names = runs.map { $0.machine?.parameters?.name ?? "" }
        #expect(names.first == "" && !names.contains("overlap0.3"), "its own overlap is 0.3")
        #expect(names.contains("overlap0.5") && names.contains("fifo0.16"))
        #expect(Set(runs.map(\.modelled?.machine)).count == runs.count)
        #expect(runs.map { $0.columns["machine_parameters"] ?? "" } == names)
        #expect(Set(runs.map { $0.columns["machine_digest"] }).count == 1)
    }

    @Test func anEnsembleNeedsAMachine() {
        var request = RunRequest(.bare(.model(0)))
        request.usesMachineEnsemble = true
        #expect(
            refusal { _ = try Plan(request) }
                == "--machine-ensemble changes a described machine: name one by --machine")
    }

    /// The digest follows the numbers of a description, not its words.
    @Test func theDigestIsThatOfTheNumbers() throws {
        let text = try MachineFile.text(of: "graviton2-64")
        let same = try MachineFile.choice(text.replacing("about: ", with: "about: \"other words\" #"))
        let other = try MachineFile.choice(text.replacing("each: 9.4", with: "each: 9.5"))
        #expect(try same.digest == machine("graviton2-64").digest)
        #expect(other.digest != same.digest && other.name == same.name)
    }

    /// Results go by the name: two descriptions of one name would be one cell.
    @Test func twoDescriptionsOfOneNameAreRefused() throws {
        let text = try MachineFile.text(of: "graviton2-64").replacing("each: 9.4", with: "each: 9.5")
        let message = try MachineFile.with(text) { path in
            var request = RunRequest(.bare(.model(0)))
            try request.sweep.vary(.machine, "graviton2-64,\(path)")
            return refusal { _ = try Plan(request) }
        }
        #expect(message.hasPrefix("--machine: two descriptions have the name graviton2-64"), "\(message)")
    }
}
