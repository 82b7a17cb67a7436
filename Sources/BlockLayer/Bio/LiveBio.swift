/// A remembered bio, in the life in which it was remembered; or none.
///
/// Linux's reviewers asked for a BUG_ON wherever a tracking object could outlive what it names: in checked builds each
/// use asserts that the bio is still in use, and for the same IO. In others this is the pointer alone.
struct LiveBio<M: Machine>: BitwiseCopyable {
    private let pointer: BioPointer<M>?
    #if DEBUG
        private let generation: UInt16
    #endif

    @inline(__always)
    init(_ bio: BioPointer<M>? = nil) {
        assert(bio?.pointee.isAlive ?? true, "a bio remembered that lies in its pool")
        pointer = bio
        #if DEBUG
            generation = bio?.pointee.generation ?? 0
        #endif
    }

    /// Whether the bio is in the life in which it was remembered. In checked builds only.
    var isCurrent: Bool {
        #if DEBUG
            pointer?.pointee.generation ?? 0 == generation
        #else
            true
        #endif
    }

    @inline(__always)
    var bio: BioPointer<M>? {
        assert(isCurrent, "a tracking object names a bio that has ended")
        return pointer
    }
}
