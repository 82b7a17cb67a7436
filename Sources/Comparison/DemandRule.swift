/// What counts as a change in some cells, in place of what counts elsewhere.
public struct DemandRule {
    let selection: Selection
    /// Nil where this rule does not say it.
    let threshold: Double?
    let floorNanoseconds: Double?

    public init(_ selection: Selection, threshold: Double?, floorNanoseconds: Double?) {
        (self.selection, self.threshold, self.floorNanoseconds) = (selection, threshold, floorNanoseconds)
    }
}
