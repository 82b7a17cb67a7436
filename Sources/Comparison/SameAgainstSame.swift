import Statistics

/// How far the base is from itself: its rounds against its other rounds, nothing being changed.
enum SameAgainstSame {
    private static let splits = 100

    /// The noise floor, as a part.
    ///
    /// - Parameters:
    ///   - values: of the base's rounds, in the order of time.
    ///   - isInterleaved: whether the candidate was measured in turns with it. If not, the machine drifts on between
    ///     the two. Middles of two runs are twice as far apart as those of the halves of one; a drift need not be
    ///     even, so three times what the halves of the base differ is added for it.
    static func noise(of values: [Double], isInterleaved: Bool, seed: UInt64) -> Double {
        var generator = SeededGenerator(seed: seed)
        let splits = (0..<splits).compactMap { _ in
            difference(values.shuffled(using: &generator))
        }
        let random = splits.median ?? 0
        return isInterleaved ? random : random + 3 * (difference(values) ?? 0)
    }

    /// Between the medians of the first and the last half, as a part of the smaller.
    private static func difference(_ values: [Double]) -> Double? {
        let half = values.count / 2
        guard let first = values.prefix(half).median, let last = values.suffix(half).median,
            min(first, last) > 0
        else { return nil }
        return abs(first - last) / min(first, last)
    }
}
