/// Several ways to the same data, taken in turn; one that fails is left out (multipath_ctr of the kernel's dm-mpath.c).
///
/// The syntax is the kernel's, of which there is one group of paths, chosen by round robin, and no hardware handler.
/// The kernel's `queue_mode bio` is what this models. In the kernel multipathd finds out whether a path works
/// again; here the feature `reinstate_after_us` takes it back after a time, which dm does not know.
public struct Multipath: TableTarget {
    static let typeName = "multipath"
    static let usage =
        "FEATURES [FEATURE…] 0 1 1 round-robin 0 PATHS 0|1 (DEVICE [1])…"

    /// In the order of the text, all of them from their sector 0 on.
    public let legs: [TableLeg]
    /// Whether IOs wait where no path is left, instead of failing.
    public let queuesIfNoPath: Bool
    /// How long a path that failed is left out, in microseconds; nil for ever.
    public let reinstateMicroseconds: UInt64?
    private let hasQueueMode: Bool

    private static let queueIfNoPath = "queue_if_no_path"
    private static let queueMode = "queue_mode"
    private static let reinstateAfter = "reinstate_after_us"

    /// As many as fit into a word of bits.
    private static let mostPaths: UInt64 = 64
    /// A minute.
    private static let longestMicroseconds: UInt64 = 60_000_000

    init(parsing arguments: inout Arguments) throws(TableFault) {
        let features = try Self.features(&arguments)
        queuesIfNoPath = features.queues
        hasQueueMode = features.hasMode
        reinstateMicroseconds = features.reinstate
        try Self.only(0, "number of hardware handler arguments", "there are no hardware handlers", &arguments)
        try Self.only(1, "number of priority groups", "all paths are one group", &arguments)
        try Self.only(1, "first priority group", "there is one", &arguments)
        let selector = try arguments.word("path selector")
        guard selector.argument == "round-robin" else {
            let message = "unknown path selector \(selector.argument.quoted); known: round-robin"
            throw TableFault(selector.position, message)
        }
        try Self.only(0, "number of selector arguments", "round-robin takes none", &arguments)
        legs = try Self.paths(&arguments)
    }

    private static func features(
        _ arguments: inout Arguments
    ) throws(TableFault) -> (queues: Bool, hasMode: Bool, reinstate: UInt64?) {
        var words = try arguments.number("number of features", in: 0...5)
        var features = (queues: false, hasMode: false, reinstate: nil as UInt64?)
        while words > 0 {
            let word = try arguments.word("feature")
            let count: UInt64 = word.argument == queueIfNoPath ? 1 : 2
            switch word.argument {
            case queueIfNoPath: features.queues = true
            case queueMode where words >= count: features.hasMode = try isBio(&arguments)
            case reinstateAfter where words >= count:
                features.reinstate = try arguments.number("time", in: 0...longestMicroseconds)
            case queueMode, reinstateAfter:
                throw TableFault(word.position, "\(word.argument) has a value: it counts for two features")
            default:
                let known = [queueIfNoPath, queueMode, reinstateAfter].joined(separator: ", ")
                throw TableFault(word.position, "unknown feature \(word.argument.quoted); known: \(known)")
            }
            words -= count
        }
        return features
    }

    private static func isBio(_ arguments: inout Arguments) throws(TableFault) -> Bool {
        let mode = try arguments.word("queue mode")
        guard mode.argument == "bio" else {
            throw TableFault(mode.position, "unknown queue mode \(mode.argument.quoted); known: bio")
        }
        return true
    }

    /// Takes a number of which there is one value here.
    private static func only(
        _ value: UInt64, _ what: String, _ reason: String, _ arguments: inout Arguments
    ) throws(TableFault) {
        let position = arguments.position
        let number = try arguments.number(what)
        guard number == value else {
            throw TableFault(position, "bad \(what) \(number): must be \(value), \(reason)")
        }
    }

    private static func paths(_ arguments: inout Arguments) throws(TableFault) -> [TableLeg] {
        let count = try arguments.number("number of paths", in: 1...mostPaths)
        let argumentCount = try arguments.number("number of path arguments", in: 0...1)
        var legs: [TableLeg] = []
        for _ in 0..<count {
            legs.append(try arguments.device("device"))
            if argumentCount == 1 {
                try only(1, "number of IOs in a row", "as in Linux since 4.6", &arguments)
            }
        }
        return legs
    }

    var isUnknownToKernel: Bool { reinstateMicroseconds != nil }
    var kind: TargetKind { .multipath(self) }

    func arguments(naming name: DeviceNaming) -> String {
        var features = queuesIfNoPath ? [Self.queueIfNoPath] : []
        if hasQueueMode { features += [Self.queueMode, "bio"] }
        if let reinstateMicroseconds { features += [Self.reinstateAfter, "\(reinstateMicroseconds)"] }
        let words = ["\(features.count)"] + features + ["0 1 1 round-robin 0 \(legs.count) 1"]
        return (words + legs.map { "\($0.deviceText(naming: name)) 1" }).joined(separator: " ")
    }

    var shape: String { "multipath:\(legs.count)" }
}
