/// What a per-task design notes of a leaf that its owner's poll ends; see ``Worker/hold(_:)``.
public struct HeldLeaf: InlineState {
    /// Written by whoever reaps the leaf, before the owner can see that it is finished.
    var isFinishedByOther = false

    public init() {}
}
