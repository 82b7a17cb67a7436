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
    /// What demands ``part``.
    public let source: Source
    /// The part without the noise floor: a change that stays within it is none.
    public let wanted: Double
    /// The source of ``wanted``.
    let wantedBy: Source

    /// - Parameters:
    ///   - base: the base's value, which a floor is a part of.
    ///   - isTime: whether the values are nanoseconds, so that the demand's floor applies.
    ///   - noise: how far sides differ that are the same, as a part.
    public init(_ demand: Demand, base: Double, isTime: Bool, noise: Double) {
        let floor = isTime ? demand.floorNanoseconds / base : 0
        wanted = max(demand.threshold, floor)
        part = max(wanted, noise)
        wantedBy = floor > demand.threshold ? .floor : .threshold
        source = noise > wanted ? .noise : wantedBy
    }

    /// The limit where values repeat.
    init(halfOf threshold: Double) {
        (part, wanted) = (threshold / 2, threshold / 2)
        (source, wantedBy) = (.half, .half)
    }
}
