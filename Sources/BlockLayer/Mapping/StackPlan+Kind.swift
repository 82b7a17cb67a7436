extension StackPlan {
    /// The kind of a line, with devices by number. A new target begins here, with ``Target`` and its struct in
    /// `Targets.swift`.
    public enum Kind: Sendable {
        /// dm-linear.
        case linear(Leg)
        /// dm-stripe.
        case striped(chunkSectors: UInt32, legs: [Leg])
        /// dm-mirror with all legs in sync.
        case mirror(legs: [Leg])
        /// dm-multipath.
        case multipath(Multipath)
        /// A range of one device for which no clone is made, as by MD.
        case remap(Leg)
        /// dm-flakey.
        case flakey(Leg, Flakiness)
        /// dm-delay, with one leg, or one for reads and one for writes.
        case delay([Leg], readNanoseconds: UInt64, writeNanoseconds: UInt64)
        /// dm-error.
        case error
        /// dm-zero.
        case zero

        /// The parameters of a multipath target; nil for other targets.
        var multipath: Multipath? { if case .multipath(let multipath) = self { multipath } else { nil } }

        /// Whether the target depends on the time: it has ``TargetTimes``.
        var isTimed: Bool {
            switch self {
            case .flakey, .delay: true
            default: false
            }
        }

        /// Whether bios may have to wait for a path or a time.
        var hasWaiting: Bool {
            switch self {
            case .multipath, .delay: true
            default: false
            }
        }

        /// The devices that the line names.
        var legs: [Leg] {
            switch self {
            case .linear(let leg), .remap(let leg), .flakey(let leg, _): [leg]
            case .striped(_, let legs), .mirror(let legs), .delay(let legs, _, _): legs
            case .multipath(let multipath): multipath.paths
            case .error, .zero: []
            }
        }
    }
}
