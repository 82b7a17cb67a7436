/// Something that will happen to a tag of ``LostLeaves``, as the tag is now.
struct TagEvent: BitwiseCopyable {
    let ready: UInt64
    let tag: Int
    let generation: UInt64
    /// Whether it is the last one of the tag, which is free after it.
    let isLast: Bool
}
