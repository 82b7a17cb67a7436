import Statistics

extension CellComparison {
    /// `worse: +3.10 % (+2.80 % … +3.40 %), beyond the threshold`
    var sentence: String {
        guard let change, let ratio else { return "\(verdict.rawValue): \(reason)" }
        let interval = [ratio.lower, ratio.upper].map { ComparisonTable.percent($0 - 1) }
        return
            "\(verdict.rawValue): \(ComparisonTable.percent(change)) (\(interval.joined(separator: " … "))), "
            + reason
    }
}
