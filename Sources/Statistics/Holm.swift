/// Corrects for many tests at once, by Holm: the chance that any of them errs stays what it was to be for one.
///
/// Benjamini–Hochberg would let a share of the findings be wrong; a gate that is wrong once is not believed again.
///
/// - Source: Holm: A simple sequentially rejective multiple test procedure, 1979.
public enum Holm {
    /// The corrected values, in the order of the given ones.
    public static func adjusted(_ pValues: [Double]) -> [Double] {
        var adjusted = pValues
        var most = 0.0
        for (place, index) in pValues.indices.sorted(by: { pValues[$0] < pValues[$1] }).enumerated() {
            most = max(most, min(1, Double(pValues.count - place) * pValues[index]))
            adjusted[index] = most
        }
        return adjusted
    }
}
