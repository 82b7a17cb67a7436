/// A worker's own stock of roots or clones, filled before the run starts.
///
/// Objects are of any type that begins with a ``Bio``. Each stands on cache lines of its own. Taking and putting
/// back are for the owner only; objects that another thread finished come home through the owner's ``Mailbox``.
struct BioPool<M: Machine> {
    /// Where the objects are.
    let pages: Pages
    let capacity: Int
    /// From one object to the next, in bytes.
    let stride: Int
    private(set) var freeCount: Int
    private var free: BioPointer<M>?

    /// Whether there was memory for the objects; else the pool has none.
    let hasMemory: Bool

    /// Makes `capacity` objects with `initialize`, which gets raw memory of `sizeBytes` and the object's number.
    /// Control plane; see ``hasMemory``.
    init(capacity: Int, sizeBytes: Int, initialize: (UnsafeMutableRawPointer, Int) -> Void) {
        stride = Self.stride(sizeBytes: sizeBytes)
        let found = Pages(byteCount: capacity * stride, areOfHeap: M.makesStacksOften)
        hasMemory = found != nil
        pages = found ?? Pages.none
        let capacity = found == nil ? 0 : capacity
        self.capacity = capacity
        freeCount = 0
        free = nil
        for number in (0..<capacity).reversed() {
            let object = pages.start + number * stride
            initialize(object, number)
            let bio = object.assumingMemoryBound(to: Bio<M>.self)
            bio.pointee.generation = 1
            put(bio)
        }
    }

    /// From one object of that size to the next, in bytes.
    static func stride(sizeBytes: Int) -> Int { (sizeBytes + 127) & ~127 }

    /// Frees the memory. All objects must be in the pool.
    func deallocate() {
        pages.deallocate()
    }

    /// One of the objects, in use or not.
    @inline(__always)
    func object(_ number: Int) -> BioPointer<M> {
        (pages.start + number &* stride).assumingMemoryBound(to: Bio<M>.self)
    }

    @inline(__always)
    mutating func take() -> BioPointer<M>? {
        guard let bio = free else { return nil }
        return take(bio)
    }

    /// One of the objects that the caller knows to be free.
    @inline(__always)
    mutating func takeFree() -> BioPointer<M> {
        if free == nil { M.note(.missing, of: pages.start) }
        return take(free.unsafelyUnwrapped)
    }

    /// Takes the first of the free objects.
    @inline(__always)
    private mutating func take(_ bio: BioPointer<M>) -> BioPointer<M> {
        free = bio.pointee.next
        freeCount &-= 1
        bio.pointee.generation &+= 1
        assert(bio.pointee.isAlive)
        M.note(.taken, of: bio)
        return bio
    }

    @inline(__always)
    mutating func put(_ bio: BioPointer<M>) {
        M.note(.putBack, of: bio)
        assert(bio.pointee.isAlive, "put back twice")
        bio.pointee.generation &+= 1
        bio.pointee.next = free
        free = bio
        freeCount &+= 1
    }
}
