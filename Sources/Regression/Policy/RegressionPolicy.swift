import Results
import Units
import YAMLText

/// The criteria of a repository, read from a YAML file. `Benchmarks/gate.yaml` shows the format.
public struct RegressionPolicy {
    // Nil where the file does not give it.
    public private(set) var metrics: [Metric]?
    public private(set) var threshold: Double?
    public private(set) var floorNanoseconds: UInt64?
    public private(set) var confidence: Double?
    public private(set) var quantile: Double?
    public private(set) var allRounds: Double?
    public private(set) var includesInvalid: Bool?
    public private(set) var rules: [DemandRule] = []
    public private(set) var acceptances: [Acceptance] = []

    private static let keys = [
        "metrics", "threshold", "floor", "confidence", "quantile", "all_rounds", "include_invalid",
        "rules", "accepted",
    ]

    /// - Throws: `unreadable`; `mistake` with file, line and column.
    public init(readingFrom path: String) throws(TextFileError) {
        for (key, name, value) in try YAMLFile(path).root().entries() {
            switch name {
            case "metrics": metrics = try Self.metrics(value)
            case "threshold": threshold = try value.parsed(CompareWords.part)
            case "floor": floorNanoseconds = try value.parsed(CompareWords.nanoseconds)
            case "confidence": confidence = try value.parsed(CompareWords.confidence)
            case "quantile": quantile = try value.parsed(CompareWords.quantile)
            case "all_rounds": allRounds = try value.parsed(CompareWords.part)
            case "include_invalid": includesInvalid = try value.isTrue()
            case "rules": rules = try value.list().map(Self.rule)
            case "accepted": acceptances = try value.list().map(Self.acceptance)
            default: throw key.unknown("key", name, among: Self.keys)
            }
        }
    }

    private static func metrics(_ value: YAMLValue) throws(TextFileError) -> [Metric] {
        var metrics: [Metric] = []
        for value in try value.list() {
            let metric = try value.parsed(CompareWords.metric)
            guard !metrics.contains(where: { $0.name == metric.name }) else {
                throw value.fault("\(metric.name) appears twice")
            }
            metrics.append(metric)
        }
        return metrics
    }

    /// Reads `{cells: REGEX, metrics: [NAME], threshold: PERCENT, floor: TIME}`.
    private static func rule(_ value: YAMLValue) throws(TextFileError) -> DemandRule {
        let entries = PolicyEntries(try value.entries())
        try entries.check(["cells", "metrics", "threshold", "floor"])
        let threshold = try entries.value("threshold", CompareWords.part)
        let floor = try entries.value("floor", CompareWords.nanoseconds)
        guard threshold != nil || floor != nil else {
            throw value.fault("a rule needs a threshold or a floor")
        }
        return DemandRule(
            try selection(value, entries), threshold: threshold, floorNanoseconds: floor.map { Double($0) })
    }

    /// Reads `{cells: REGEX, metrics: [NAME], up_to: PERCENT, reason: TEXT, until: YYYY-MM-DD}`.
    private static func acceptance(_ value: YAMLValue) throws(TextFileError) -> Acceptance {
        let entries = PolicyEntries(try value.entries())
        try entries.check(["cells", "metrics", "up_to", "reason", "until"])
        guard let reason = try entries.value("reason", text), let day = try entries.value("until", day) else {
            throw value.fault("an accepted regression needs a reason, and its last day as until")
        }
        return Acceptance(
            try selection(value, entries), most: try entries.value("up_to", CompareWords.part),
            reason: reason, lastDay: day)
    }

    private static func selection(
        _ value: YAMLValue, _ entries: PolicyEntries
    ) throws(TextFileError) -> Selection {
        let cells = try entries.value("cells", CompareWords.names)
        let metrics = try entries["metrics"].map { (value) throws(TextFileError) in try Self.metrics(value) }
        guard cells != nil || metrics != nil else {
            throw value.fault("name the cells or the metrics that this applies to")
        }
        return Selection(
            place: value.place, cells: cells ?? { _ in true }, metrics: metrics?.map(\.name))
    }

    private static func text(_ word: String) throws(ComparisonError) -> String {
        guard word.contains(where: { !$0.isWhitespace }) else { throw ComparisonError("expected some words") }
        return word
    }

    private static func day(_ word: String) throws(ComparisonError) -> String {
        guard UTCTime(word + "T00:00:00.000Z") != nil else {
            throw ComparisonError("expected a day like 2026-03-31")
        }
        return word
    }
}
