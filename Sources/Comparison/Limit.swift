/// How far a change must go to count, and what demands that: the largest of three.
public struct Limit: Sendable, Equatable {
    /// The place where a limit comes from.
    public enum Source: String, Sendable {
        case threshold = "the threshold"
        case floor = "the absolute floor"
        case noise = "the noise floor"
        /// Where values repeat.
        case half = "half of the threshold"
    }

    /// As a part: 0.01 for 1 %.
    public let part: Double
    public let source: Source
    /// The same without the noise floor: within that nothing has changed.
    public let wanted: Double
    /// What demands `wanted`.
    let wantedBy: Source

    init(_ demand: Demand, base: Double, isTime: Bool, noise: Double) {
        let floor = isTime ? demand.floorNanoseconds / base : 0
        wanted = max(demand.threshold, floor)
        part = max(wanted, noise)
        wantedBy = floor > demand.threshold ? .floor : .threshold
        source = noise > wanted ? .noise : wantedBy
    }

    /// Where values repeat.
    init(halfOf threshold: Double) {
        (part, wanted) = (threshold / 2, threshold / 2)
        (source, wantedBy) = (.half, .half)
    }
}
