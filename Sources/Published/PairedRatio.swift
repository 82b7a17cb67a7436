/// The ratio of two quantities that were measured in the same rounds, with an interval that assumes nothing about how
/// either is distributed: what differs from round to round in both alike is no doubt.
///
/// The interval ends at two of the rounds' own ratios, so chosen that the median lies between them with 95 % confidence
/// (the sign test turned round): of 9 rounds at the second from each end, of fewer than 6 at the outermost.
enum PairedRatio {
    private static let confidence = 0.95

    /// - Parameters: of the same rounds in the same order, at least one, none of them 0.
    static func ratio(_ numerators: [Double], _ denominators: [Double]) -> Judgement.Ratio {
        let ratios = zip(numerators, denominators).map { $0 / $1 }.sorted()
        let place = outermost(of: ratios.count)
        return Judgement.Ratio(
            value: median(ratios), low: ratios[place], high: ratios[ratios.count - 1 - place])
    }

    /// How many ratios may be left out at each end.
    private static func outermost(of count: Int) -> Int {
        var outside = 0.0
        var ways = 1.0
        var place = 0
        while place < count / 2 {
            // Of all ways in which the ratios may lie about the median, those with exactly `place` below it.
            outside += 2 * ways / Double(sign: .plus, exponent: count, significand: 1)
            if 1 - outside < confidence { break }
            place += 1
            ways = ways * Double(count - place + 1) / Double(place)
        }
        return max(0, place - 1)
    }

    private static func median(_ sorted: [Double]) -> Double {
        (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    }
}
