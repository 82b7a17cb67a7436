extension Sequence<Double> {
    /// The middle value, of an even number the mean of the two in the middle; nil of nothing.
    public var median: Double? { quantile(0.5) }

    /// The value that a part of the values, from 0 to 1, lies below: between the two nearest; nil of nothing.
    public func quantile(_ part: Double) -> Double? {
        sorted().quantileOfSorted(part)
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

extension [Double] {
    /// ``Swift/Sequence/quantile(_:)`` of values that are in rising order.
    func quantileOfSorted(_ part: Double) -> Double? {
        if isEmpty { return nil }
        let position = part * Double(count - 1)
        let (below, above) = (self[Int(position)], self[Int(position.rounded(.up))])
        return below == above ? below : below + (above - below) * (position - position.rounded(.down))
    }
}
