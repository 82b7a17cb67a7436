/// How the outstanding parts of a bio are counted down.
public enum CompletionCounting: String, Sendable, CaseIterable, BitwiseCopyable {
    /// By atomic instructions, as Linux does: any thread may end any part.
    case atomic
    /// By plain loads and stores: only the bio's owner ends its parts. A leaf that its owner holds may be finished by
    /// another thread, whose store is the only write to the leaf's word until the owner has seen it.
    case plain
}
