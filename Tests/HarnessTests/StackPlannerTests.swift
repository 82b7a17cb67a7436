import BlockLayer
import Tables
import Testing

@testable import Harness

@Suite struct StackPlannerTests {
    /// Devices in order, legs by number: `leaf linear(0+8)`.
    private func text(_ plan: StackPlan) -> String {
        func text(_ legs: [Leg]) -> String {
            legs.map { "\($0.device)+\($0.startSector)" }.joined(separator: " ")
        }
        func text(_ kind: StackPlan.Kind) -> String {
            switch kind {
            case .linear(let leg): "linear(\(text([leg])))"
            case .striped(let chunkSectors, let legs): "striped(\(chunkSectors): \(text(legs)))"
            case .mirror(let legs): "mirror(\(text(legs)))"
            case .multipath(let multipath):
                "multipath(\(text(multipath.paths)), \(multipath.queuesIfNoPath), "
                    + "\(multipath.reinstateNanoseconds ?? 0) ns)"
            case .remap(let leg): "remap(\(text([leg])))"
            case .flakey(let leg, let flakiness):
                "flakey(\(text([leg])), \(flakiness.upNanoseconds) \(flakiness.downNanoseconds) ns, "
                    + "\(flakiness.failsReads) \(flakiness.failsWrites) \(flakiness.dropsWrites))"
            case .delay(let legs, let read, let write): "delay(\(text(legs)), \(read) \(write) ns)"
            case .error: "error"
            case .zero: "zero"
            }
        }
        return plan.devices.map { device in
            switch device {
            case .leaf: "leaf"
            case .mapped(let targets):
                targets.map { "\($0.sectorCount) \(text($0.kind))" }.joined(separator: ", ")
            }
        }
        .joined(separator: "; ")
    }

    private func oneQueue(each planner: StackPlanner) -> [LeafQueues] {
        planner.leaves.facts.map { _ in LeafQueues(count: 1, ofWorker: [0]) }
    }

    private func plan(_ table: String) throws -> String {
        let planner = try planner(table)
        return text(try planner.plan(oneQueue(each: planner)))
    }

    @Test func leavesComeFirstAndTheTopLast() throws {
        let table = """
            top,,,rw,0 64 striped 2 8 low 0 model:1 16;low,,,rw,0 32 linear model:0 8
            """
        #expect(try plan(table) == "leaf; leaf; 32 linear(1+8); 64 striped(8: 2+0 0+16)")
    }

    @Test func everyTargetIsTakenOver() throws {
        let table = """
            0 8 zero
            8 8 error
            16 8 mirror core 1 8 2 model:0 0 model:1 8
            24 8 remap model:0 16
            32 8 multipath 3 queue_if_no_path reinstate_after_us 5 0 1 1 round-robin 0 2 0 model:0 model:1
            40 8 flakey model:1 8 5 2
            48 8 flakey model:1 8 5 2 1 drop_writes
            56 8 delay model:0 8 500 model:1 0 3
            64 8 delay model:0 8 500
            """
        let lines = [
            "8 zero, 8 error, 8 mirror(0+0 1+8), 8 remap(0+16), 8 multipath(0+0 1+0, true, 5000 ns)",
            "8 flakey(1+8, 5000000000 2000000000 ns, true true false)",
            "8 flakey(1+8, 5000000000 2000000000 ns, false false true)",
            "8 delay(0+8 1+0, 500000000 3000000 ns)", "8 delay(0+8, 500000000 500000000 ns)",
        ]
        .joined(separator: ", ")
        #expect(try plan(table) == "leaf; leaf; \(lines)")
    }

    @Test func nothingWaitsForEverForAPath() {
        let text = "0 8 multipath 1 queue_if_no_path 0 1 1 round-robin 0 1 0 model:0"
        let error = #expect(throws: HarnessError.self) { try plan(text) }
        #expect(error?.description.contains("line 1: with queue_if_no_path IOs would wait for ever") == true)
        #expect(throws: Never.self) {
            try plan(text.replacing("1 queue", with: "3 reinstate_after_us 9 queue"))
        }
    }

    @Test func aDeviceNamedTwiceIsOneLeaf() throws {
        #expect(try plan("0 16 striped 2 8 /dev/a 0 /dev/a 8") == "leaf; 16 striped(8: 0+0 0+8)")
    }

    @Test func twoNamesOfOneDeviceAreOneLeaf() throws {
        #expect(try plan("0 16 striped 2 8 /dev/a 0 /alias/a 8") == "leaf; 16 striped(8: 0+0 0+8)")
    }

    @Test func aBareDeviceIsTheTop() throws {
        let source = StackSource.bare(.model(3))
        let leaves = try Leaves(source.leafReferences) { facts($0, sectors: 77) }
        let planner = try StackPlanner(source, leaves)
        #expect(text(try planner.plan(oneQueue(each: planner))) == "leaf")
        #expect(planner.sizeSectors == 77)
        #expect(planner.shape == "model")
    }

    @Test func leavesHaveTheirQueues() throws {
        let plan = try planner("0 16 striped 2 8 model:0 0 model:1 0").plan([
            LeafQueues(count: 3, ofWorker: [2, 0]), LeafQueues(count: 1, ofWorker: [0, 0]),
        ])
        #expect(plan.leaves.map(\.queueCount) == [3, 1])
        #expect(plan.leaves.map(\.queueOfWorker) == [[2, 0], [0, 0]])
        #expect(plan.leaves.map(\.sectorCount) == [1 << 20, 1 << 20])
    }

    @Test func modelsAndRealDevicesDoNotMix() {
        let message = refusal { _ = try planner("0 16 striped 2 8 model:0 0 /dev/a 0") }
        #expect(message.contains("mixes model devices and real ones"))
    }

    @Test func aLegBeyondItsDeviceIsNamed() {
        let message = refusal { _ = try planner("0 16 linear /dev/a 8", sectors: 23) }
        #expect(message.hasPrefix("table:1:13: '/dev/a' is too small"))
    }

    @Test(arguments: [
        ("0 64 striped 2 4 /dev/a 0 /dev/b 0", "a chunk is 4"),
        ("0 64 linear /dev/a 1", "an offset is 1"),
        ("0 60 linear /dev/a 0\n60 4 zero", "a target's length is 60"),
    ])
    func sectorsOf4096BytesForbidSmallerSteps(_ table: String, _ complaint: String) {
        let message = refusal { _ = try planner(table, alignmentBytes: 4096) }
        #expect(message.contains(complaint))
    }

    @Test func sectorsOf4096BytesAllowWholeSteps() throws {
        _ = try planner("0 64 striped 2 8 /dev/a 8 /dev/b 0", alignmentBytes: 4096)
    }

    @Test func tooManyQueuesAreRefused() throws {
        let legs = (0..<40).map { "model:\($0) 0" }.joined(separator: " ")
        let wide = try planner("0 320 striped 40 8 \(legs)")
        let queues = Array(repeating: LeafQueues(count: 1024, ofWorker: [0]), count: 40)
        let message = refusal { _ = try wide.plan(queues) }
        #expect(message.contains("--poll-queues"))
    }
}
