import BlockLayer

/// A key of descriptions whose value is a number: its unit, its bounds and its place in the model. Transfers of levels
/// have keys of their own, as a machine has as many as it has levels.
public struct MachineNumber: Sendable {
    /// The unit of a number.
    public enum Unit: String, Sendable {
        case nanoseconds = "ns"
        /// A part of something else.
        case part = ""
        /// Things counted: a whole number.
        case count = "times"
        case entries

        var isWhole: Bool { self == .count || self == .entries }
    }

    /// The path of the key, as `hit.load`.
    public let key: String
    let unit: Unit
    /// Beyond this it is a slip of the pen.
    let range: ClosedRange<Double>
    /// Nil where the model is without it.
    let get: @Sendable (MachineModel) -> Double?
    let set: @Sendable (inout MachineModel, Double) -> Void

    /// Any duration of an access.
    static let accessRange = 0.01...100_000.0

    private static func nanoseconds(
        _ key: String, _ path: any WritableKeyPath<MachineModel, Double> & Sendable
    ) -> MachineNumber {
        MachineNumber(
            key: key, unit: .nanoseconds, range: accessRange, get: { $0[keyPath: path] },
            set: { $0[keyPath: path] = $1 })
    }

    private static func optional(
        _ key: String, _ unit: Unit, _ path: any WritableKeyPath<MachineModel, Double?> & Sendable,
        _ range: ClosedRange<Double> = accessRange
    ) -> MachineNumber {
        MachineNumber(
            key: key, unit: unit, range: range, get: { $0[keyPath: path] }, set: { $0[keyPath: path] = $1 })
    }

    /// All of them, in the order of the text.
    static let all = [
        MachineNumber(
            key: "home.remote", unit: .nanoseconds, range: accessRange,
            get: { $0.remoteHomeNanoseconds == 0 ? nil : $0.remoteHomeNanoseconds },
            set: { $0.remoteHomeNanoseconds = $1 }),
        nanoseconds("hit.load", \.hit.loadNanoseconds),
        nanoseconds("hit.store", \.hit.storeNanoseconds),
        nanoseconds("hit.rmw", \.hit.modifyNanoseconds),
        nanoseconds("hit.shared", \.hit.sharedNanoseconds),
        nanoseconds("hit.clock", \.hit.clockNanoseconds),
        MachineNumber(
            key: "contended.overlap", unit: .part, range: 0.01...2,
            get: { $0.contention.homeAddNanoseconds == nil ? $0.contention.overlap : nil },
            set: { $0.contention.overlap = $1 }),
        optional("contended.far-overlap", .part, \.contention.farOverlap, 0.01...2),
        MachineNumber(
            key: "contended.batch", unit: .count, range: 1...10_000, get: { $0.contention.arbitration.batch },
            set: { $0.contention.arbitration = .clusterFirst(batch: Int($1)) }),
        optional("contended.hold", .nanoseconds, \.contention.holdNanoseconds),
        optional("contended.each", .nanoseconds, \.contention.homeAddNanoseconds),
        optional("contended.cas.overlap", .part, \.contention.exchangeOverlap, 0.01...10),
        nanoseconds("readers.each", \.readerNanoseconds),
        nanoseconds("memory.local", \.memory.localNanoseconds),
        optional("memory.remote", .nanoseconds, \.memory.remoteNanoseconds),
        nanoseconds("spin.pause", \.pauseNanoseconds),
        MachineNumber(
            key: "smt.speed", unit: .part, range: 0.05...1, get: { $0.hasThreads ? $0.siblingSpeed : nil },
            set: { $0.siblingSpeed = $1 }),
        nanoseconds("io.doorbell", \.io.doorbellNanoseconds),
        nanoseconds("io.completion", \.io.completionNanoseconds),
        nanoseconds("io.interrupt", \.io.interruptNanoseconds),
        nanoseconds("io.switch", \.io.switchNanoseconds),
        MachineNumber(
            key: "stores.buffer", unit: .entries, range: 1...10_000, get: { Double($0.storeBufferEntries) },
            set: { $0.storeBufferEntries = Int($1) }),
    ]
}

extension MachineModel {
    /// The name of the level of hardware threads, the innermost where a core has several.
    static let threadLevel = "thread"

    /// Whether cores have several hardware threads.
    var hasThreads: Bool { levels.last?.name == Self.threadLevel }
}

extension MachineModel.Arbitration {
    var batch: Double? { if case .clusterFirst(let batch) = self { Double(batch) } else { nil } }
}
