/// Every leg holds everything (mirror_ctr of the kernel's dm-raid1.c). The log is only remembered: it tells
/// the kernel which regions are in sync.
public struct Mirror: TableTarget {
    static let typeName = "mirror"
    static let usage =
        "core|disk LOGARGS [LOGDEVICE] REGION [sync|nosync] LEGS (DEVICE OFFSET)… [FEATURES FEATURE…]"

    /// Whether the log begins as all in sync or not.
    public enum Synchronisation: String, Sendable {
        case sync, nosync
    }

    /// Where a `disk` log is kept, from sector 0; nil for a `core` log, kept in memory.
    public let logDevice: TableLeg?
    /// The size of a region, for which the log keeps a bit: a power of two.
    public let regionSectors: UInt64
    /// The initial state of the log; nil for its default.
    public let synchronisation: Synchronisation?
    /// Two to nine.
    public let legs: [TableLeg]
    /// The feature `handle_errors`: continue without a leg that failed.
    public let handlesErrors: Bool
    /// The feature `keep_log`: fail writes rather than continue without the log.
    public let keepsLog: Bool

    init(parsing arguments: inout Arguments) throws(TableFault) {
        let logType = try arguments.word("log type")
        let isDisk = try Self.isDisk(logType)
        let fewest: UInt64 = isDisk ? 2 : 1
        let logCount = try arguments.number("number of log arguments", in: fewest...fewest + 1)
        logDevice = isDisk ? try arguments.device("log device") : nil
        regionSectors = try Self.region(&arguments)
        synchronisation = logCount > fewest ? try Self.synchronisation(&arguments) : nil

        // DM_KCOPYD_MAX_REGIONS is 8: one leg is copied to at most eight others.
        let count = try arguments.number("number of legs", in: 2...9)
        var legs: [TableLeg] = []
        for _ in 0..<count { legs.append(try arguments.leg(sectors: arguments.lengthSectors)) }
        self.legs = legs

        let position = arguments.position
        let features = try Self.features(&arguments)
        handlesErrors = features.contains(Self.handleErrors)
        keepsLog = features.contains(Self.keepLog)
        if keepsLog && !handlesErrors { throw TableFault(position, "keep_log needs handle_errors too") }
    }

    private static let handleErrors = "handle_errors"
    private static let keepLog = "keep_log"

    private static func isDisk(_ word: Word) throws(TableFault) -> Bool {
        switch word.argument {
        case "core": return false
        case "disk": return true
        case let type: throw TableFault(word.position, "unknown log type \(type.quoted); known: core, disk")
        }
    }

    private static func region(_ arguments: inout Arguments) throws(TableFault) -> UInt64 {
        let position = arguments.position
        let sectors = try arguments.number("region", in: 2...UInt64(UInt32.max))
        // _check_region_size of dm-log.c.
        guard sectors.nonzeroBitCount == 1 && sectors <= arguments.lengthSectors else {
            let limit = arguments.lengthSectors
            throw TableFault(
                position, "region \(sectors) must be a power of two, at most the length of \(limit)")
        }
        return sectors
    }

    private static func synchronisation(_ arguments: inout Arguments) throws(TableFault) -> Synchronisation {
        let word = try arguments.word("sync or nosync")
        guard let value = Synchronisation(rawValue: word.argument) else {
            throw TableFault(
                word.position, "bad log argument \(word.argument.quoted): expected sync or nosync")
        }
        return value
    }

    private static func features(_ arguments: inout Arguments) throws(TableFault) -> Set<String> {
        guard arguments.count > 0 else { return [] }
        var features: Set<String> = []
        for _ in 0..<(try arguments.number("number of features", in: 0...2)) {
            let word = try arguments.word("feature")
            guard [handleErrors, keepLog].contains(word.argument) else {
                let message = "unknown feature \(word.argument.quoted); known: \(handleErrors), \(keepLog)"
                throw TableFault(word.position, message)
            }
            features.insert(word.argument)
        }
        return features
    }

    var kind: TargetKind { .mirror(self) }
    func arguments(naming name: DeviceNaming) -> String {
        var log = [regionSectors.description]
        if let logDevice { log.insert(logDevice.deviceText(naming: name), at: 0) }
        if let synchronisation { log.append(synchronisation.rawValue) }
        let features = (handlesErrors ? [Self.handleErrors] : []) + (keepsLog ? [Self.keepLog] : [])
        var words = [logDevice == nil ? "core" : "disk", "\(log.count)"] + log
        words += ["\(legs.count)"] + legs.map { $0.text(naming: name) }
        if !features.isEmpty { words += ["\(features.count)"] + features }
        return words.joined(separator: " ")
    }

    var shape: String { "mirror:\(legs.count)" }
}
