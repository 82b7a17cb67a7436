/// Room for the leaves that one poll of a hardware queue reaps. Belongs to one worker.
struct CompletionBatch<M: Machine> {
    private let leaves: UnsafeMutablePointer<BioPointer<M>>

    /// The most leaves that one poll may reap.
    let capacity: Int

    init(capacity: Int) {
        leaves = .allocate(capacity: capacity)
        self.capacity = capacity
    }

    func deallocate() {
        leaves.deallocate()
    }

    @inline(__always)
    subscript(index: Int) -> BioPointer<M> {
        get {
            assert(index < capacity)
            return leaves[index]
        }
        nonmutating set {
            assert(index < capacity)
            leaves[index] = newValue
        }
    }
}
