import CUring
import Glibc
import Synchronization

/// An io_uring, which stands in for a hardware queue: the memory behind a ``UringQueue``.
///
/// Made and closed by the control plane. Submission goes on under the queue's submission lock, reaping under its
/// completion lock, as liburing requires of threads that share a ring.
struct Ring<M: Machine>: ~Copyable {
    let uring: UnsafeMutablePointer<io_uring>
    let isPolled: Bool
    /// Leaves that may be under way at once.
    let depth: UInt64
    /// Whether the workers' regions are registered; the index is the worker's number.
    let hasFixedBuffers: Bool
    /// Leaves submitted and not yet reaped.
    let inFlight = CacheLinePadded(SharedWord<M>(0))
    /// The leaves of one submission, so that those the kernel does not take can be given back.
    let submitting: UnsafeMutablePointer<BioPointer<M>>

    /// - Throws: ``RunError/device(_:)``, if the kernel gives no ring or does not take the file.
    init(
        _ settings: UringSettings, descriptor: Int32, buffers: [UnsafeMutableRawBufferPointer]
    ) throws(RunError) {
        isPolled = settings.completion == .polled
        depth = UInt64(settings.queueDepth)
        uring = .allocate(capacity: 1)
        uring.initialize(to: io_uring())
        var flags = IORING_SETUP_CLAMP
        if isPolled { flags |= IORING_SETUP_IOPOLL }
        let result = io_uring_queue_init(UInt32(settings.queueDepth), uring, flags)
        if result < 0 {
            uring.deallocate()
            throw .device("\(settings.path): cannot make a ring: \(Self.remedy(-result))")
        }
        var descriptor = descriptor
        let registered = io_uring_register_files(uring, &descriptor, 1)
        if registered < 0 {
            io_uring_queue_exit(uring)
            uring.deallocate()
            throw .device("\(settings.path): cannot register the file: \(errorText(-registered))")
        }
        hasFixedBuffers = Self.register(buffers, with: uring)
        submitting = .allocate(capacity: settings.queueDepth)
    }

    deinit {
        io_uring_queue_exit(uring)
        uring.deallocate()
        submitting.deallocate()
    }

    /// Registered buffers save the kernel pinning pages for each IO; without the locked memory for it, or for regions
    /// of over 1 GiB, IOs name addresses instead.
    private static func register(
        _ buffers: [UnsafeMutableRawBufferPointer], with uring: UnsafeMutablePointer<io_uring>
    ) -> Bool {
        let vectors = buffers.map { iovec(iov_base: $0.baseAddress, iov_len: $0.count) }
        return io_uring_register_buffers(uring, vectors, UInt32(vectors.count)) == 0
    }

    private static func remedy(_ errno: Int32) -> String {
        switch errno {
        case ENOMEM: "no locked memory left: raise `ulimit -l` or lower --iodepth"
        case EPERM: "io_uring is switched off: see the sysctl kernel.io_uring_disabled"
        case ENOSYS: "this kernel has no io_uring"
        case EMFILE, ENFILE: "too many open files: raise `ulimit -n`"
        default: errorText(errno)
        }
    }

    /// Completions that the kernel has posted and nobody has taken: a look at the ring's two indices, no system call.
    @inline(__always)
    var posted: UInt32 {
        Self.shared(uring.pointee.cq.ktail).pointee.load(ordering: .acquiring)
            &- Self.shared(uring.pointee.cq.khead).pointee.load(ordering: .relaxed)
    }

    /// A word that the kernel or another thread changes at the same time.
    @inline(__always)
    private static func shared(_ word: UnsafeMutablePointer<UInt32>) -> UnsafePointer<Atomic<UInt32>> {
        UnsafePointer(UnsafeMutableRawPointer(word).assumingMemoryBound(to: Atomic<UInt32>.self))
    }
}
