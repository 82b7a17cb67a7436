/// A bio that a mapped device made for one piece of another bio, with the state of the design.
struct Clone<Design: PollingDesign>: ~Copyable {
    /// First, so that a pointer to it is a pointer to the clone (`container_of`).
    var bio: Bio<Design.M>

    /// What the design keeps per clone.
    var state: Design.CloneState

    init(owner: Int, buffer: UnsafeMutableRawPointer) {
        bio = Bio(owner: owner, buffer: buffer)
        state = Design.CloneState()
    }

    /// The clone that a bio is part of. The bio must not be a root.
    @inline(__always)
    static func containing(_ bio: BioPointer<Design.M>) -> UnsafeMutablePointer<Clone> {
        assert(bio.pointee.parent != nil, "a root is not a clone")
        return UnsafeMutableRawPointer(bio).assumingMemoryBound(to: Clone.self)
    }
}

extension PollingDesign where RootState == CloneState {
    /// What a design keeps of a leaf, whether it is a clone or a root: in both it stands right behind the bio.
    ///
    /// By its place and not by an access to the field, which would be one to all of the state: owner and reaper use
    /// different parts of it at the same time.
    @inline(__always)
    static func leafState(of leaf: BioPointer<M>) -> UnsafeMutablePointer<CloneState> {
        let mask = MemoryLayout<CloneState>.alignment &- 1
        let offset = (MemoryLayout<Bio<M>>.size &+ mask) & ~mask
        return (UnsafeMutableRawPointer(leaf) + offset).assumingMemoryBound(to: CloneState.self)
    }
}
