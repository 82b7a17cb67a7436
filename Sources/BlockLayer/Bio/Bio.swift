/// One block IO: a contiguous range of sectors of one device, to be read into or written from one buffer.
///
/// The same type serves for root bios, for the clones that mapped devices make, and for the leaves that reach a
/// hardware queue. It is one cache line long and holds nothing of any polling design: designs keep their state
/// behind it, in ``Root`` and ``Clone``. The owner writes the fields before the bio is submitted; whoever reaps it
/// reads them and writes `status` and `readyTicks`; locks of the queue and `completion` order the two.
struct Bio<M: Machine>: ~Copyable {
    /// Links the bio into the one list it stands on: a free list, a submission list, a plug, or the ended roots.
    var next: BioPointer<M>?

    /// The bio that this one is a part of; nil for a root.
    var parent: BioPointer<M>?

    /// The parts still outstanding.
    let completion: CompletionWord<M>

    /// First sector on `device`.
    var sector: UInt64

    /// Where the data is; `sectorCount` sectors long.
    var buffer: UnsafeMutableRawPointer

    /// The time at which the device had finished, in ticks since the run began; 0 where the device cannot tell. For a
    /// clone that is ``delayed``, the time at which it goes to its device.
    var readyTicks: UInt64

    /// Length in sectors of 512 bytes.
    var sectorCount: UInt32

    /// The device, by its number in the stack.
    var device: UInt16

    /// The worker that submitted the root and whose pool the bio goes back to.
    var owner: UInt16

    var operation: Operation

    var status: Status

    /// Which of the buffers registered with a ring `buffer` lies in.
    var bufferIndex: UInt16

    /// Counts the lives of this object: odd while it is in use, even while it lies in its pool.
    var generation: UInt16

    /// The path that a clone of a multipath target took, 0 for other bios; or, above all paths, the reason for which
    /// the bio waits before it goes to its device: ``noPath`` or ``delayed``.
    var path: UInt16

    /// The `path` of a clone of a multipath target that waits for its first path.
    static var noPath: UInt16 { .max }
    /// The `path` of a clone of a delay target until its time, which is in `readyTicks`.
    static var delayed: UInt16 { .max - 1 }

    init(owner: Int, buffer: UnsafeMutableRawPointer, bufferIndex: UInt16 = 0) {
        next = nil
        parent = nil
        completion = CompletionWord()
        sector = 0
        self.buffer = buffer
        readyTicks = 0
        sectorCount = 0
        device = 0
        self.owner = UInt16(truncatingIfNeeded: owner)
        operation = .read
        status = .ok
        self.bufferIndex = bufferIndex
        generation = 0
        path = 0
    }

    /// Whether the object is in use and not in its pool.
    var isAlive: Bool { generation & 1 == 1 }
}

/// A bio in engine memory. It stays valid for the whole run: memory goes back to pools, never to the system.
typealias BioPointer<M: Machine> = UnsafeMutablePointer<Bio<M>>
