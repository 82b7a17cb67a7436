import CUring
import Glibc
import Synchronization

/// An io_uring, which stands in for a hardware queue: the memory behind a ``UringQueue``.
///
/// Made and closed by the control plane. liburing sets it up; the two rings in memory are then read and written here,
/// as io_uring(7) lays down: the submission side under the queue's submission lock, the completion side under its
/// completion lock. Only io_uring_enter(2) moves entries (there is no SQPOLL thread).
struct Ring<M: Machine>: ~Copyable {
    let uring: UnsafeMutablePointer<io_uring>
    let isPolled: Bool
    /// Whether one thread owns the ring.
    let isExclusive: Bool
    /// Leaves that may be under way at once: no more than there are entries, so that there is always a free one.
    let depth: UInt32
    /// Whether the blocks of the workers' roots are registered; see ``Bio/bufferIndex``.
    let hasFixedBuffers: Bool
    /// Why they are not, as an errno value.
    let bufferRegistration: Int32
    /// Leaves taken and not yet reaped.
    let inFlight = CacheLinePadded(SharedWord<M>(0))

    let entries: UnsafeMutablePointer<io_uring_sqe>
    let entryMask: UInt32
    /// What `ktail` will be next.
    var tail: UInt32 = 0
    /// Entries that the kernel has not been passed yet: written under the submission lock, read by the submitter.
    let heldBack = SharedWord<M>(0)
    /// Number and flags for io_uring_enter(2): those of the registered ring, once its owner has registered it.
    var descriptor: Int32
    var enterFlags: UInt32 = 0

    let completions: UnsafeMutablePointer<io_uring_cqe>
    let completionMask: UInt32

    /// - Parameter buffers: what to register, by ``Bio/bufferIndex``.
    /// - Throws: ``RunError/device(_:)``, if the kernel gives no ring or does not take the file.
    init(
        _ settings: UringSettings, descriptor: Int32, buffers: [UnsafeMutableRawBufferPointer]
    ) throws(RunError) {
        let (uring, flags) = try Self.setUp(settings, descriptor)
        isPolled = settings.completion == .polled
        isExclusive = settings.sharing == .exclusive
        depth = min(UInt32(settings.queueDepth), uring.pointee.sq.ring_entries)
        self.uring = uring
        self.descriptor = uring.pointee.ring_fd
        entries = uring.pointee.sq.sqes
        entryMask = uring.pointee.sq.ring_mask
        completions = uring.pointee.cq.cqes
        completionMask = uring.pointee.cq.ring_mask
        bufferRegistration = Self.register(buffers, with: uring)
        hasFixedBuffers = bufferRegistration == 0
        if flags & RingFlags.noArray == 0 { Self.fillArray(uring) }
        fillEntries()
    }

    /// An address in each of the two pieces of memory that the ring begins with.
    var pages: [UnsafeRawPointer] { [UnsafeRawPointer(entries), UnsafeRawPointer(completions)] }

    deinit {
        io_uring_queue_exit(uring)
        uring.deallocate()
    }

    /// Asks for everything that makes the ring cheaper, and for less where the kernel does not know it.
    private static func setUp(
        _ settings: UringSettings, _ file: Int32
    ) throws(RunError) -> (UnsafeMutablePointer<io_uring>, flags: UInt32) {
        var ring = -EINVAL
        var parameters = io_uring_params()
        for flags in RingFlags.choices(settings) where ring == -EINVAL {
            parameters = io_uring_params()
            parameters.flags = flags
            ring = io_uring_setup(UInt32(settings.queueDepth), &parameters)
        }
        if ring < 0 { throw .device("\(settings.path): cannot make a ring: \(RingRefusal.text(-ring))") }
        let uring = UnsafeMutablePointer<io_uring>.allocate(capacity: 1)
        uring.initialize(to: io_uring())
        // Not io_uring_queue_init(3), which in liburing 2.3 writes the array of entry numbers even where there is none.
        let result = io_uring_queue_mmap(ring, &parameters, uring)
        if result < 0 {
            close(ring)
            uring.deallocate()
            throw .device("\(settings.path): cannot map a ring: \(RingRefusal.text(-result))")
        }
        do throws(RunError) {
            try checkEntering(uring, settings.path)
            try register(file, with: uring, settings.path)
        } catch {
            io_uring_queue_exit(uring)
            uring.deallocate()
            throw error
        }
        return (uring, parameters.flags)
    }

    /// Enters the kernel once for nothing: a seccomp filter may permit a ring and refuse its use. A ring that is still
    /// disabled says EBADFD.
    private static func checkEntering(
        _ uring: UnsafeMutablePointer<io_uring>, _ path: String
    ) throws(RunError) {
        let result = io_uring_enter(UInt32(bitPattern: uring.pointee.ring_fd), 0, 0, 0, nil)
        guard [EPERM, EACCES, ENOSYS].contains(-result) else { return }
        throw .device("\(path): cannot enter the ring: \(RingRefusal.text(-result))")
    }

    private static func register(
        _ file: Int32, with uring: UnsafeMutablePointer<io_uring>, _ path: String
    ) throws(RunError) {
        var file = file
        let result = io_uring_register_files(uring, &file, 1)
        if result < 0 { throw .device("\(path): cannot register the file: \(RingRefusal.text(-result))") }
    }

    /// Registered buffers save the kernel pinning pages for each IO; without the locked memory for it IOs name
    /// addresses instead. Returns 0 or an errno value.
    private static func register(
        _ buffers: [UnsafeMutableRawBufferPointer], with uring: UnsafeMutablePointer<io_uring>
    ) -> Int32 {
        let vectors = buffers.map { iovec(iov_base: $0.baseAddress, iov_len: $0.count) }
        return -io_uring_register_buffers(uring, vectors, UInt32(vectors.count))
    }

    /// Entries are used in turn, so the array of their numbers, where there is one, never changes.
    private static func fillArray(_ uring: UnsafeMutablePointer<io_uring>) {
        for place in 0..<Int(uring.pointee.sq.ring_entries) {
            uring.pointee.sq.array[place] = UInt32(place)
        }
    }

    /// What all entries have in common: the one registered file.
    private func fillEntries() {
        for place in 0...Int(entryMask) {
            entries[place] = io_uring_sqe()
            entries[place].flags = UInt8(1 << IOSQE_FIXED_FILE_BIT)
        }
    }

    /// Adds leaves that were taken, wrapping: what is subtracted was reaped. One thread's ring needs no atomic
    /// instruction.
    @inline(__always)
    func countInFlight(_ change: UInt64) {
        if isExclusive {
            inFlight.value.storeRelaxed(inFlight.value.loadRelaxed() &+ change)
        } else {
            inFlight.value.add(change)
        }
    }

    /// Shows the kernel the entries up to `tail`.
    @inline(__always)
    func publishEntries() {
        Self.shared(uring.pointee.sq.ktail).pointee.store(tail, ordering: .releasing)
    }

    /// The number of completions that the kernel has posted and that are not taken yet: a look at the ring's two
    /// indices, no system call.
    @inline(__always)
    var posted: UInt32 {
        Self.shared(uring.pointee.cq.ktail).pointee.load(ordering: .acquiring)
            &- Self.shared(uring.pointee.cq.khead).pointee.load(ordering: .relaxed)
    }

    /// The place of the first completion that is not taken yet.
    @inline(__always)
    var completionHead: UInt32 { Self.shared(uring.pointee.cq.khead).pointee.load(ordering: .relaxed) }

    /// Gives the kernel the room of the completions before `head` back.
    @inline(__always)
    func releaseCompletions(before head: UInt32) {
        Self.shared(uring.pointee.cq.khead).pointee.store(head, ordering: .releasing)
    }

    /// A word that the kernel or another thread changes at the same time.
    @inline(__always)
    private static func shared(_ word: UnsafeMutablePointer<UInt32>) -> UnsafePointer<Atomic<UInt32>> {
        UnsafePointer(UnsafeMutableRawPointer(word).assumingMemoryBound(to: Atomic<UInt32>.self))
    }
}
