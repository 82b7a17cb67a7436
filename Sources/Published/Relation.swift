/// Something that was found: a ratio of two quantities, and where it should lie.
public struct Relation: Sendable {
    /// The name of the relation, as `F1`.
    public let name: String
    /// What was posted.
    public let posted: String
    let numerator: Quantity
    let denominator: Quantity
    /// Where the ratio lies if the finding holds.
    let expected: ClosedRange<Double>

    init(
        _ name: String, _ posted: String, _ numerator: Quantity, by denominator: Quantity,
        _ expected: ClosedRange<Double>
    ) {
        self.name = name
        self.posted = posted
        self.numerator = numerator
        self.denominator = denominator
        self.expected = expected
    }

    /// The figures that it is about.
    public var figures: [PostedFigure] {
        let ids =
            numerator.figure == denominator.figure
            ? [numerator.figure] : [numerator.figure, denominator.figure]
        return ids.compactMap(PostedFigure.named)
    }

    /// Two per cent are more than rounds of a quiet machine differ by.
    private static let above = 1.02...Double.infinity
    private static let below = 0...0.98
    private static let alike = 0.95...1.05
    private static let farAbove = 1.2...Double.infinity
    private static let farBelow = 0...0.25

    /// Within the rows, then between them.
    public static let all = rows + between

    private static let rows = [
        row("F1", above), row("F2", below), row("F3", above), row("F4", above), row("F5", alike),
        row("F6", above), row("F7", below), row("F8", above), row("F9", above), row("F10", above),
        row("F11", farBelow), row("F12", above), row("F13", above), row("F14", above), row("F15", farAbove),
        row("F16", alike), row("F17", above), row("F19", above), row("F20", above),
    ]

    private static let between = [
        Relation("F3 > F4", "+40 % > +16 %", .gain("F3"), by: .gain("F4"), above),
        Relation("F4 > F5", "+16 % > ~0 %", .gain("F4"), by: .gain("F5"), above),
        Relation("F6 > F7", "+13 % > -20 %", .gain("F6"), by: .gain("F7"), above),
        Relation("F10 ~ F9", "+32 % ~ +34 %", .gain("F10"), by: .gain("F9"), alike),
        Relation("F13 ~ F9", "+31 % ~ +34 %", .gain("F13"), by: .gain("F9"), alike),
        Relation("F14 ~ F9", "+29 % ~ +34 %", .gain("F14"), by: .gain("F9"), alike),
        Relation("F9 > F12", "+34 % > +12 %", .gain("F9"), by: .gain("F12"), above),
        Relation("F20 > F19", "145k > 120k", .rate("F20"), by: .rate("F19"), above),
        Relation("F11 far below F3", "19k, 276k", .rate("F11"), by: .rate("F3"), farBelow),
        Relation("F15 > F16", "+50 % > +1 %", .gain("F15"), by: .gain("F16"), farAbove),
        under("iterate-all"), under("bio-array"), under("cookie"),
        Relation(
            "F18: two nodes", "about -30 %", .rate("F18", .numa("spread")), by: .rate("F18", .numa("local")),
            0...0.9),
    ]

    /// A figure's own: polled by interrupts.
    private static func row(_ id: String, _ expected: ClosedRange<Double>) -> Relation {
        let figure = PostedFigure.named(id)
        let name = "\(id) \(figure?.design ?? ""): polled"
        return Relation(name, figure?.change ?? "", .rate(id), by: .rate(id, .interrupt), expected)
    }

    /// What is said of F2 at least: the locked list is below the designs that have no lock.
    private static func under(_ design: String) -> Relation {
        Relation(
            "F2 under \(design)", "slower", .rate("F2"), by: .rate("F2", .design(design)), below)
    }
}
