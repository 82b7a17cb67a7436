/// The demand in some cells, in place of the general one.
public struct DemandRule {
    let selection: Selection
    /// Nil if this rule does not set it.
    let threshold: Double?
    let floorNanoseconds: Double?

    public init(_ selection: Selection, threshold: Double?, floorNanoseconds: Double?) {
        (self.selection, self.threshold, self.floorNanoseconds) = (selection, threshold, floorNanoseconds)
    }
}
