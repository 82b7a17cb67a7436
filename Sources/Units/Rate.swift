/// Things per second for people: `950`, `470k`, `1.23M`.
public struct Rate: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The rate.
    public let perSecond: Double

    /// A rate of `perSecond`.
    public init(perSecond: Double) {
        self.perSecond = perSecond
    }

    /// Three significant digits and a decimal suffix k, M, G or T. Values that are no rate (negative, infinite, not a
    /// number) or beyond 1000T are printed as Swift prints them.
    public var description: String {
        guard perSecond >= 0 && perSecond < 1e15 else { return "\(perSecond)" }
        // Counted in thousandths, so that slow rates keep their digits: 2.50.
        let thousandths = UInt64((perSecond * 1000).rounded())
        let units: [ThreeDigits.Unit] = [
            ("", 1_000), ("k", 1_000_000), ("M", 1_000_000_000), ("G", 1_000_000_000_000),
            ("T", 1_000_000_000_000_000),
        ]
        return ThreeDigits.text(thousandths, units: units)
    }

    public static func < (left: Self, right: Self) -> Bool { left.perSecond < right.perSecond }
}
