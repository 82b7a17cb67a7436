extension Sequence<Double> {
    /// The middle value, of an even number the mean of the two in the middle; nil of nothing.
    public var median: Double? {
        let sorted = sorted()
        guard !sorted.isEmpty else { return nil }
        let (below, above) = (sorted[(sorted.count - 1) / 2], sorted[sorted.count / 2])
        return below == above ? below : below / 2 + above / 2
    }

    /// The average of rates over equal amounts of work; nil of nothing and where a rate is not positive.
    public var harmonicMean: Double? {
        var (count, times) = (0.0, 0.0)
        for rate in self {
            guard rate > 0 else { return nil }
            count += 1
            times += 1 / rate
        }
        return count > 0 ? count / times : nil
    }
}
