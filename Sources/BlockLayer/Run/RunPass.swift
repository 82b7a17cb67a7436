/// What the workers of a run do, all of them one after the other.
public enum RunPass: Sendable {
    /// Write every block of the range whose stamps are not known once, in order.
    case fill
    /// What was asked for; the only pass that is measured.
    case workload
    /// Read every block that was written and not read since once, in order.
    case readBack

    /// Reads of the pass in per cent; nil for what the workload says.
    var readPercent: Int? {
        switch self {
        case .fill: 0
        case .workload: nil
        case .readBack: 100
        }
    }

    /// The blocks that it is about, where blocks are verified.
    var selection: Verifier.Selection {
        switch self {
        case .fill: .unknown
        case .workload: .all
        case .readBack: .unread
        }
    }
}

extension RunSettings {
    /// The passes before the workload.
    var passesBefore: [RunPass] {
        if case .fillFirst = verify { [.fill] } else { [] }
    }

    /// The passes after the workload: what was written and not read since is still to be checked.
    var passesAfter: [RunPass] {
        if case .off = verify { return [] }
        return readPercent < 100 ? [.readBack] : []
    }
}
