import BlockLayer
import Foundation
import Testing

@testable import Harness

@Suite struct MatrixTests {
    @Test func namedDevicesAreNumberedModels() throws {
        let matrix = try matrix(
            """
            devices:
              fast: {model: 1us}
              slow: {model: {service: uniform:5us:9us, parallelism: 3, size: 1m, data: keep}}
            model: 20us
            stacks:
              s: 0 1536 striped 3 8 fast 0 slow 0 model:7 0
            designs: bio-array
            """)
        let run = try matrix.plan().runs[0]
        guard case .model(let models) = run.devices else {
            Issue.record("no model devices")
            return
        }
        #expect(
            models.map(\.service) == [
                .fixed(nanoseconds: 1000), .uniform(fromNanoseconds: 5000, toNanoseconds: 9000),
                .fixed(nanoseconds: 20_000),
            ])
        #expect(models.map(\.parallelism) == [0, 3, 0])
        #expect(models.map(\.keepsData) == [false, true, false])
        #expect(models[1].sizeSectors == 2048)
        #expect(run.stack.tableText == "0 1536 striped 3 8 model:0 0 model:1 0 model:7 0")
    }

    @Test func aStacksOwnKeysStandInPlaceOfThoseOfAll() throws {
        let matrix = try matrix(
            """
            stacks:
              a: {device: model:0, axes: {iodepth: [4, 8]}, runtime: 2s, designs: [root-list, bio-array]}
              b: {device: model:0}
            axes: {bs: [4k, 8k], iodepth: 1}
            designs: bio-array
            runtime: 1s
            """)
        let runs = try matrix.plan().runs
        #expect(runs.filter { $0.stack.name == "a" }.count == 8)
        #expect(runs.filter { $0.stack.name == "b" }.map(\.cell.depth) == [1, 1])
        #expect(
            Set(runs.map { "\($0.stack.name!) \($0.runtimeNanoseconds)" }) == [
                "a 2000000000", "b 1000000000",
            ])
    }

    @Test func rulesPickCells() throws {
        let matrix = try matrix(
            """
            stacks: {a: {device: model:0}, b: {device: model:0}}
            designs: [bio-array, root-list]
            axes: {numjobs: [1, 2], poll_queues: [1, 2], bs: 4k}
            include:
              - {numjobs: 1, poll_queues: 1}
              - {numjobs: 2, poll_queues: [1, 2], stack: b}
            exclude:
              - {design: root-list, stack: b, bs: 4096}
            """)
        let names = try matrix.plan().runs.map { run in
            "\(run.stack.name!) \(run.cell.jobs):\(run.cell.queues) \(run.design.card.name)"
        }
        let expected = [
            "a 1:1 bio-array", "a 1:1 root-list", "b 1:1 bio-array", "b 2:1 bio-array", "b 2:2 bio-array",
        ]
        #expect(names == expected)
    }

    /// The largest CPU count of any machine does not help: these need more memory than there is.
    @Test func whatCannotBeIsLeftOutWithAReason() throws {
        let matrix = try matrix(
            """
            stacks: {a: {device: model:0}}
            designs: [bio-array, kernel]
            axes: {bs: [4k, 1g], iodepth: 65536}
            """)
        let plan = try matrix.plan()
        #expect(plan.runs.map(\.cell.blockBytes) == [4096])
        #expect(
            plan.notes.map(\.description).contains {
                $0.contains("kernel is left out of a: it needs a mapped device")
            })
        #expect(
            plan.notes.map(\.description).contains { note in
                note.contains("does not fit into memory") || note.contains("smaller --bs")
            },
            "\(plan.notes)")
    }

    @Test func commentsAndMultiplicationsAreNoAliases() throws {
        let matrix = try matrix("# R&D: 2 *3 &x\nstacks: {a: {device: model:0}} # *y\n")
        #expect(matrix.requests.count == 1)
    }

    private static let shipped = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Benchmarks").standardizedFileURL

    /// Minutes at most, by what each says of itself.
    @Test(arguments: [
        ("default", 1.4), ("ci", 2.5), ("contention", 25), ("split", 25), ("depth", 16), ("numa", 13),
        ("nvme-template", 60), ("engine", 1), ("tail", 1), ("stolen", 1),
    ])
    func whatIsShippedIsRead(_ name: String, _ minutes: Double) throws {
        let file = Self.shipped.appending(path: "\(name).yaml")
        // The drives of the template need not exist.
        let text = try String(contentsOf: file, encoding: .utf8)
            .replacing(/\{block: [^}]*\}/, with: "{model: {service: 10us, size: 8g}}")
        #expect(text.hasPrefix("# "))
        let plan = try matrix(text).plan()
        #expect(plan.runs.count >= 2)
        // A verdict needs nine valid ones. The matrix for a job of CI has none to spare, as it is short, and nothing
        // disturbs what is modelled.
        #expect(plan.rounds.count >= (["ci", "tail", "stolen"].contains(name) ? 9 : 11))
        #expect(Double(plan.totalNanoseconds) / 60e9 < minutes)
    }

    @Test func everyMatrixThatIsShippedIsTested() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.shipped.path)
        // gate.yaml is a policy.
        #expect(names.count { $0.hasSuffix(".yaml") && $0 != "gate.yaml" } == 10)
    }

    @Test func theGateInTheGuestRunsTheCellsOfTheCiMatrix() throws {
        func names(_ path: String) throws -> Set<String> {
            let text = try String(contentsOf: Self.shipped.appending(path: path), encoding: .utf8)
                .replacing(/\{block: [^}]*\}/, with: "{model: {service: 0, size: 1g}}")
            return Set(try matrix(text).plan().runs.map(\.name))
        }
        let wanted = try names("ci.yaml")
        #expect(wanted.count == 12)
        #expect(try names("../Tests/Guest/ci.yaml").isSuperset(of: wanted))
    }

    @Test func contentionHasItsRatios() throws {
        let text = try String(contentsOf: Self.shipped.appending(path: "contention.yaml"), encoding: .utf8)
        let ratios = try matrix(text).plan().runs.map { Double($0.cell.jobs) / Double($0.cell.queues) }
        #expect(Set(ratios) == [1, 2, 3, 4])
    }
}
