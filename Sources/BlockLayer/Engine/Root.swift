/// A bio that a worker handed to the top device, with what belongs to its owner and the state of the design.
///
/// Lives in its owner's pool. Only the owner touches what is here, except for the bio itself and whatever words a
/// design shares in its state.
struct Root<Design: PollingDesign>: ~Copyable {
    /// The root bio. First, so that a pointer to it is a pointer to the root (`container_of`).
    var bio: Bio<Design.M>

    /// What the design keeps per root.
    var state: Design.RootState

    /// Neighbours in the owner's list of roots in flight, in the order of submission.
    var previousInFlight: UnsafeMutablePointer<Root>?
    var nextInFlight: UnsafeMutablePointer<Root>?

    /// When the owner submitted it, in ticks since the run began.
    var submitTicks: UInt64

    /// Which block of the job's range the IO covers.
    var block: UInt64

    init(owner: Int, buffer: UnsafeMutableRawPointer, bufferIndex: UInt16) {
        bio = Bio(owner: owner, buffer: buffer, bufferIndex: bufferIndex)
        state = Design.RootState()
        previousInFlight = nil
        nextInFlight = nil
        submitTicks = 0
        block = 0
    }

    /// The root that a root bio is part of.
    @inline(__always)
    static func containing(_ bio: BioPointer<Design.M>) -> UnsafeMutablePointer<Root> {
        UnsafeMutableRawPointer(bio).assumingMemoryBound(to: Root.self)
    }

    /// The bio of a root.
    @inline(__always)
    static func bio(of root: UnsafeMutablePointer<Root>) -> BioPointer<Design.M> {
        UnsafeMutableRawPointer(root).assumingMemoryBound(to: Bio<Design.M>.self)
    }
}

/// A root in engine memory.
typealias RootPointer<Design: PollingDesign> = UnsafeMutablePointer<Root<Design>>
