/// Where an axis of rates begins: at zero, or where most designs lie too close to each other for that, just below
/// these. Whoever draws such an axis says so, and where the others are.
enum AxisZoom {
    /// What is further behind the best is not looked at closely.
    static let nearPart = 0.75
    private static let fewest = 3

    /// Which of the values lie near the best, which is the highest.
    static func near(_ values: [Double]) -> [Bool] {
        let best = values.max() ?? 0
        return values.map { $0 >= best * nearPart }
    }

    /// Whether these are at least half, and so many that a zoom shows more than it hides.
    static func helps(_ values: [Double]) -> Bool {
        let count = near(values).count { $0 }
        return count >= fewest && 2 * count >= values.count
    }

    /// The beginning of a zoomed axis; nil for one from zero.
    ///
    /// - Parameters:
    ///   - values: that decide what is near.
    ///   - lows: how far down the drawing of each reaches.
    ///   - high: where the axis ends.
    static func start(of values: [Double], lows: [Double], high: Double) -> Double? {
        guard helps(values) else { return nil }
        let low = zip(lows, near(values)).filter(\.1).map(\.0).min() ?? 0
        let start = low - 0.1 * max(high - low, 0.01 * high)
        return start > 0.3 * high ? start : nil
    }
}
