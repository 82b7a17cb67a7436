/// Names the hardware queue that a leaf went to: Linux's `blk_qc_t` of 5.10, without the tag.
struct Cookie: Equatable, Sendable {
    /// The queue's number in the stack; `UInt32.max` for none.
    private let number: UInt32

    /// What a mapped device returns: its bio reached no queue.
    static var none: Cookie { Cookie(queue: .max) }

    @inline(__always)
    init(queue: UInt32) {
        number = queue
    }

    /// The queue to poll, or nil.
    @inline(__always)
    var queue: UInt32? { number == .max ? nil : number }
}
