import BlockLayer
import Tables

@testable import Harness

/// Facts of devices that need not exist: models, and `/dev/NAME` as block devices of `sectors`.
func facts(
    _ reference: DeviceReference, sectors: UInt64 = 1 << 20, alignmentBytes: UInt64 = 512
) -> LeafFacts {
    let name = reference.description
    let kind: LeafFacts.Kind =
        if case .model = reference {
            .model
        } else {
            .real(path: name.replacing("/alias/", with: "/dev/"), isBlockDevice: true)
        }
    var facts = LeafFacts(
        kind: kind, name: name, sizeSectors: sectors, alignmentBytes: alignmentBytes, maxSectorsPerIO: 2560)
    facts.crashesDividedPolling = KernelHazard.isDangerous(path: name)
    return facts
}

/// A plan over such devices.
func planner(
    _ table: String, sectors: UInt64 = 1 << 20, alignmentBytes: UInt64 = 512
) throws -> StackPlanner {
    let source = StackSource.table(try Stack(parsing: table))
    let leaves = try Leaves(source.leafReferences) {
        facts($0, sectors: sectors, alignmentBytes: alignmentBytes)
    }
    return try StackPlanner(source, leaves)
}

/// The message that something is refused with; `accepted` if it is not.
func refusal(_ body: () throws -> Void) -> String {
    do {
        try body()
        return "accepted"
    } catch {
        return "\(error)"
    }
}

/// An observer of a session, made of closures.
struct Observer: SessionObserver {
    var isDone: (PlannedRun, Int) -> Bool = { _, _ in false }
    var watch: (PlannedRun) -> RunWatch? = { _ in nil }
    var end: (PlannedRun, Int, CellMeasurement) -> Void

    func isDone(_ run: PlannedRun, round: Int) -> Bool { isDone(run, round) }

    func watch(_ run: PlannedRun) -> RunWatch? { watch(run) }

    func didEnd(_ run: PlannedRun, round: Int, _ measured: CellMeasurement) throws(HarnessError) {
        end(run, round, measured)
    }
}
