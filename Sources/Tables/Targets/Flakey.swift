/// One leg that works for so many seconds and then fails for so many, again and again (flakey_ctr of the kernel's
/// dm-flakey.c). Of its features those that change which IOs fail, not those that damage data.
public struct Flakey: TableTarget {
    static let typeName = "flakey"
    static let usage = "DEVICE OFFSET UP_SECONDS DOWN_SECONDS [FEATURES [FEATURE…]]"

    /// The IOs that fail in the down interval; without any feature, reads and writes fail.
    public enum Feature: String, CaseIterable, Sendable {
        case errorReads = "error_reads"
        case dropWrites = "drop_writes"
        case errorWrites = "error_writes"
    }

    /// Where sector 0 of the target is, and all that follow.
    public let leg: TableLeg
    public let upSeconds: UInt64
    public let downSeconds: UInt64
    /// Each once, in the kernel's order. None where all IOs fail, for which newer kernels print two.
    public let features: [Feature]

    init(parsing arguments: inout Arguments) throws(TableFault) {
        leg = try arguments.leg(sectors: arguments.lengthSectors)
        let position = arguments.position
        upSeconds = try arguments.number("up interval", in: 0...UInt64(UInt32.max))
        downSeconds = try arguments.number("down interval", in: 0...UInt64(UInt32.max))
        guard (1...UInt64(UInt32.max)).contains(upSeconds + downSeconds) else {
            throw TableFault(position, "the intervals together must be from 1 to \(UInt32.max) seconds")
        }
        features = try Self.features(&arguments)
    }

    private static func features(_ arguments: inout Arguments) throws(TableFault) -> [Feature] {
        if arguments.count == 0 { return [] }
        var features: [Feature] = []
        for _ in 0..<(try arguments.number("number of features", in: 0...UInt64(Feature.allCases.count))) {
            let word = try arguments.word("feature")
            guard let feature = Feature(rawValue: word.argument) else {
                let known = Feature.allCases.map(\.rawValue).joined(separator: ", ")
                throw TableFault(word.position, "unknown feature \(word.argument.quoted); known: \(known)")
            }
            if features.contains(feature) {
                throw TableFault(word.position, "\(feature.rawValue) is there twice")
            }
            features.append(feature)
            if features.contains(.dropWrites) && features.contains(.errorWrites) {
                throw TableFault(word.position, "drop_writes and error_writes exclude each other")
            }
        }
        let failsAll = features.contains(.errorReads) && features.contains(.errorWrites)
        return failsAll ? [] : Feature.allCases.filter(features.contains)
    }

    /// Whether reads fail in the down interval.
    public var failsReads: Bool { features.isEmpty || features.contains(.errorReads) }
    /// Whether writes fail in the down interval, and whether they are dropped silently.
    public var failsWrites: Bool { features.isEmpty || features.contains(.errorWrites) }
    public var dropsWrites: Bool { features.contains(.dropWrites) }

    var legs: [TableLeg] { [leg] }
    var kind: TargetKind { .flakey(self) }

    func arguments(naming name: DeviceNaming) -> String {
        let words = ["\(upSeconds) \(downSeconds) \(features.count)"] + features.map(\.rawValue)
        return ([leg.text(naming: name)] + words).joined(separator: " ")
    }
}
