import RandomNumbers
import Testing

@testable import BlockLayer

/// The checker over stacks at random: what it explores ends as it must, whatever the table; what it cannot explore it
/// says.
@Suite struct RandomPlanTests {
    private static let subjects = Catalogue.checked + Catalogue.checkedWithLittleRoom

    @Test(arguments: subjects.map(\.name))
    func everyStackIsExploredOrRefused(name: String) {
        let subject = Self.subjects.first { $0.name == name }!
        var random = RandomGenerator(seed: TestSettings.seed, stream: 11)
        var explored = 0
        for number in 0..<TestSettings.count(short: 12, medium: 12, long: 400) {
            let plan = Self.plan(number, &random)
            let original = CheckCase.large(threads: 1 + number % 3, ios: 2, over: plan)
            if original.obstacle != nil { continue }
            let seed = TestSettings.seed &+ UInt64(100 * number)
            let outcome = Exploration(original.fitting(), .random(schedules: 2), seed: seed).run(subject)
            #expect(outcome.failure == nil, "plan \(number), seed \(TestSettings.seed): \(plan)")
            explored += 1
        }
        #expect(explored > 4)
    }

    /// Stacks of all targets; every other one has multipath targets on top of the others.
    private static func plan(_ number: Int, _ random: inout RandomGenerator) -> StackPlan {
        var plan = StackPlan.random(levels: 1 + number % 5, &random)
        if number % 2 == 0 {
            let top = plan.devices.count - 1
            let length = plan.devices[top].sectorCount
            let paths = [top, top, 0].filter { plan.devices[$0].sectorCount >= length }
            let queues = Bool.random(using: &random)
            let reinstate: UInt64? =
                queues || Bool.random(using: &random) ? .random(in: 1...1_000_000, using: &random) : nil
            plan.devices.append(.mapped([.multipath(length, paths, queues: queues, reinstate: reinstate)]))
        }
        return StackPlan(devices: plan.devices.map { Self.withQueuesForThree($0) })
    }

    private static func withQueuesForThree(_ device: StackPlan.Device) -> StackPlan.Device {
        guard case .leaf(let leaf) = device else { return device }
        return CheckStacks.leaf(leaf.sectorCount, most: leaf.maxSectorsPerIO, queues: 2, 3)
    }
}
