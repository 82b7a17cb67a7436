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
    return LeafFacts(
        kind: kind, name: name, sizeSectors: sectors, alignmentBytes: alignmentBytes, maxSectorsPerIO: 2560)
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
