/// A singly linked list of bios through their `next` links, with a tail: Linux's `bio_list`.
///
/// Belongs to one thread.
struct BioList<M: Machine> {
    private(set) var first: BioPointer<M>?
    private(set) var last: BioPointer<M>?

    @inline(__always)
    init() {
        first = nil
        last = nil
    }

    /// A list of one.
    @inline(__always)
    init(_ bio: BioPointer<M>) {
        bio.pointee.next = nil
        first = bio
        last = bio
    }

    @inline(__always)
    var isEmpty: Bool { first == nil }

    @inline(__always)
    mutating func append(_ bio: BioPointer<M>) {
        bio.pointee.next = nil
        if let last { last.pointee.next = bio } else { first = bio }
        last = bio
    }

    /// Puts all of `list` in front, in its order.
    @inline(__always)
    mutating func prepend(_ list: BioList) {
        guard let tail = list.last else { return }
        tail.pointee.next = first
        if first == nil { last = tail }
        first = list.first
    }

    @inline(__always)
    mutating func popFirst() -> BioPointer<M>? {
        guard let bio = first else { return nil }
        first = bio.pointee.next
        if first == nil { last = nil }
        return bio
    }
}
